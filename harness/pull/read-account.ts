// The walk through an account: what is asked, in which order, and what is made of the answers for the import.
import type { InputFile } from '../import/input-file.ts'
import { accountInput } from './account-input.ts'
import { activeRulesets } from './active-rulesets.ts'
import { namedCollections } from './named-collections.ts'
import { people } from './people.ts'
import type { Personal } from './pull-plan.ts'
import { campaignOf, type PulledCampaign } from './pulled-campaign.ts'
import { Walk, type WalkOptions } from './walk.ts'

export interface AccountReader extends WalkOptions {
  personal: readonly Personal[]
  /** What is said while it goes on. */
  tell(line: string): void
}

export interface ReadAccount {
  inputs: InputFile[]
  /** Kept beside the world, for the emulator makes nothing of them: by the name of their file. */
  beside: ReadonlyMap<string, unknown>
  /** Paths that the account did not answer, with the status. */
  absent: string[]
}

export async function readAccount(reader: AccountReader): Promise<ReadAccount> {
  const walk = new Walk(reader)
  const applications = await walk.list('/v1/applications')
  const ids = applications.map(({ id }) => id).filter(id => typeof id === 'number')
  const inputs = [accountInput('applications', 'talon-one-applications', applications)]
  const campaigns: PulledCampaign[] = []
  for (const id of ids) {
    const listed = await walk.list(`/v1/applications/${id}/campaigns`)
    campaigns.push(...listed.map(one => campaignOf(one, id)))
    if (listed.length > 0) {
      const own = listed.map(one => ({ ...one, applicationId: one.applicationId ?? id }))
      inputs.push(accountInput(`campaigns-of-application-${id}`, 'talon-one-campaigns', own))
    }
  }
  reader.tell(`${ids.length} Applications, ${campaigns.length} campaigns.`)
  const rulesets = await activeRulesets(campaigns, walk)
  inputs.push(...rulesets)
  for (const [path, as] of RECORDS) inputs.push(accountInput(as.slice(10), as, await walk.list(path)))
  const beside = new Map<string, unknown>([
    ['event-types', await walk.list('/v1/event_types')],
    ['webhooks', await walk.list('/v1/webhooks')],
    ['collections', await namedCollections(campaigns, rulesets, walk)],
  ])
  inputs.push(...(await people(reader.personal, { campaigns, walk })))
  return { inputs: inputs.filter(({ text }) => text !== '[]'), beside, absent: walk.absent }
}

const RECORDS = [
  ['/v1/attributes', 'talon-one-attributes'],
  ['/v1/audiences', 'talon-one-audiences'],
  ['/v1/loyalty_programs', 'talon-one-loyalty-programs'],
] as const
