// What is asked for only where somebody wants it: profiles, and codes with their owners.
import { type InputFile, inputOf } from '../import/input-file.ts'
import { accountInput } from './account-input.ts'
import type { Personal } from './pull-plan.ts'
import type { PulledCampaign } from './pulled-campaign.ts'
import type { Walk } from './walk.ts'

export async function people(
  personal: readonly Personal[],
  { campaigns, walk }: { campaigns: readonly PulledCampaign[]; walk: Walk },
): Promise<InputFile[]> {
  const inputs: InputFile[] = []
  if (personal.includes('profiles'))
    inputs.push(accountInput('profiles', 'talon-one-profiles', await walk.list('/v1/customers/no_total')))
  for (const { id, applicationId, features } of campaigns) {
    for (const kind of ['referrals', 'coupons'] as const) {
      if (!personal.includes(kind) || !features.includes(kind)) continue
      const table = await walk.table(`/v1/applications/${applicationId}/export_${kind}?campaignId=${id}`)
      if (table === undefined) continue
      const text = withOwner(table, { applicationid: applicationId, campaignid: id })
      inputs.push({ ...inputOf(`${kind}-of-campaign-${id}.csv`, text), as: `talon-one-${kind}` })
    }
  }
  return inputs
}

/** [D] exportReferrals: its columns do not say whose the codes are. */
function withOwner(table: string, owner: Readonly<Record<string, number>>): string {
  const [header = '', ...rows] = table.trimEnd().split('\n')
  const missing = Object.entries(owner).filter(([name]) => !header.toLowerCase().split(',').includes(name))
  const names = missing.map(([name]) => `,${name}`).join('')
  const ids = missing.map(([, id]) => `,${id}`).join('')
  return `${[header + names, ...rows.map(row => row + ids)].join('\n')}\n`
}
