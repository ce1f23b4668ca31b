// The bodies of adding loyalty points. [D] Third-party API: AddLoyaltyPointsRequest; Management API: AddLoyaltyPoints.
import { z } from 'zod'
import type { Instant } from '../../instant.ts'
import { isLoyaltyDuration } from '../../rules/loyalty-duration.ts'
import { name, nameOrNone, points } from '../fields.ts'
import { instant } from '../instant.ts'

const length = (word: 'immediate' | 'unlimited') =>
  z
    .string()
    .refine(
      text => text === word || isLoyaltyDuration(text),
      `is not "${word}" or an integer and a unit such as 30s, 40m, 1h, 5D, 7W, 10M, 15Y`,
    )

const given = {
  points,
  name: nameOrNone.default(''),
  validUntil: instant.optional(),
  pendingDuration: length('immediate').optional(),
  pendingUntil: instant.optional(),
  subledgerId: nameOrNone.default(''),
  applicationId: z.int().optional(),
}

interface Life {
  validityDuration?: string | undefined
  validUntil?: Instant | undefined
  pendingDuration?: string | undefined
  pendingUntil?: Instant | undefined
}

/** Of a length and an instant only one is given. */
const withOneOfEach = <S extends z.ZodType<Life>>(schema: S) =>
  schema
    .refine(...onlyOne('validityDuration', 'validUntil'))
    .refine(...onlyOne('pendingDuration', 'pendingUntil'))

const onlyOne = (
  length: keyof Life,
  instant: keyof Life,
): [(body: Life) => boolean, { path: string[]; message: string }] => [
  body => body[length] === undefined || body[instant] === undefined,
  { path: [instant], message: `if passed, ${length} should be omitted` },
]

export const addPointsBody = withOneOfEach(
  z.object({
    loyaltyProgramId: z.int(),
    profileIntegrationId: name,
    ...given,
    validityDuration: length('immediate').optional(),
  }),
)
export type AddPointsBody = z.output<typeof addPointsBody>

/** Profile and program stand in the path; points may be valid for ever. */
export const managedPointsBody = withOneOfEach(
  z.object({ ...given, validityDuration: length('unlimited').optional() }),
)
export type ManagedPointsBody = z.output<typeof managedPointsBody>
