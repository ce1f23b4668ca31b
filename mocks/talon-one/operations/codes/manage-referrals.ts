// What the Management API does to referrals: change, delete, import, export.
import { z } from 'zod'
import type { Deployment } from '../../deployment.ts'
import { codeScope, scopeName } from '../../rules/referral-rules.ts'
import type { Application } from '../../schemas/application.ts'
import { givenAttributes } from '../../schemas/attribute.ts'
import { nameOrNone, usageLimit, validity } from '../../schemas/fields.ts'
import type { Referral } from '../../stores/codes/referrals.ts'
import { environmentOf } from '../../stores/profiles.ts'
import { acceptedChange } from './changed-code.ts'
import { referralRecord } from './create-referral.ts'
import type { Columns, CsvRow, CsvSource } from './csv-table.ts'
import { type Import, type ImportTarget, importCodes, readShared } from './import-codes.ts'

/** [D] UpdateReferral: no other property. What is left out stays. */
export const updateReferralSchema = z.strictObject({
  friendProfileIntegrationId: nameOrNone.optional(),
  ...validity,
  usageLimit: usageLimit.optional(),
  attributes: givenAttributes.optional(),
})

export function updateReferral(
  deployment: Deployment,
  { application, causedBy }: { application: Application; causedBy: number },
  referral: Referral,
  input: z.output<typeof updateReferralSchema>,
): Referral {
  const change = acceptedChange(deployment, application, 'Referral', referral, input)
  journal(deployment, 'updated', referral, causedBy)
  // An empty friend means anyone.
  const isForAnyone = change.friendProfileIntegrationId === ''
  const friend = isForAnyone ? { friendProfileIntegrationId: undefined } : {}
  return deployment.referrals.update(referral, { ...change, ...friend })
}

export function deleteReferral(deployment: Deployment, referral: Referral, causedBy: number): void {
  deployment.referrals.delete(referral)
  journal(deployment, 'deleted', referral, causedBy)
}

const journal = ({ world }: Deployment, what: string, { id, code }: Referral, causedBy: number) =>
  world.journal.append({ kind: `talon-one.referral-${what}`, causedBy, referralId: id, code })

const COLUMNS = [
  'code',
  'advocateprofileintegrationid',
  'startdate',
  'expirydate',
  'limitval',
  'attributes',
] as const
type Column = (typeof COLUMNS)[number]

/** [D] importReferrals: it creates no profiles, so that redemption may find no advocate. */
export function importReferrals(
  deployment: Deployment,
  target: ImportTarget,
  source: CsvSource<Column>,
): Promise<Import> {
  const { referrals } = deployment
  const scope = codeScope(deployment, target.campaign)
  return importCodes(deployment, target, source, {
    columns: COLUMNS,
    required: ['code', 'advocateprofileintegrationid'],
    kind: 'referrals',
    where: scopeName(deployment, scope),
    read: (row, importId) => readReferral(deployment, target, row, importId),
    codeOf: ({ code, codeKey: key }) => ({ code, key }),
    isTaken: ({ codeKey: key }) => referrals.findByCode(scope, key) !== undefined,
    create: record => referrals.create(record),
  })
}

type Row = CsvRow<Column>

function readReferral(
  deployment: Deployment,
  { application, campaign }: ImportTarget,
  row: Row,
  importId: number,
): Referral {
  // [D] Referral.code: at least 4 characters.
  const code = row.textOf('code', 4, 100)
  const named = row.textOf('advocateprofileintegrationid', 1, 1_000)
  // The profile's own text: that of a row is a part of its file and keeps all of it in memory.
  const advocate = deployment.profiles.find(environmentOf(application), named)?.integrationId ?? named
  const shared = readShared(deployment, application, 'Referral', row)
  const input = { campaignId: campaign.id, advocateProfileIntegrationId: advocate, ...shared, importId }
  return referralRecord(deployment, campaign, input, code)
}

/** [D] exportReferrals, example: its columns. */
export const REFERRAL_COLUMNS: Columns<Referral> = {
  id: ({ id }) => id,
  created: ({ createdAt }, date) => date(createdAt),
  campaignid: ({ campaignId }) => campaignId,
  advocateprofileintegrationid: ({ advocateProfileIntegrationId: advocate }) => advocate,
  friendprofileintegrationid: ({ friendProfileIntegrationId: friend }) => friend,
  startdate: ({ startDate }, date) => date(startDate?.at),
  expirydate: ({ expiryDate }, date) => date(expiryDate?.at),
  code: ({ code }) => code,
  importid: ({ importId }) => importId,
  attributes: ({ attributes }) => attributes,
  batchid: ({ batchId }) => batchId,
  counter: ({ usageCounter }) => usageCounter,
  limitval: ({ usageLimit }) => usageLimit,
}
