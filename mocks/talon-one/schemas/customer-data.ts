// Bodies of customer data platforms: profiles, audiences, and memberships in every form. [D] Third-party API.
import { z } from 'zod'
import { changedAttributes, ids as givenIds, name } from './fields.ts'

const ids = givenIds.default([])
const externalIds = z.array(z.string().min(1)).default([])

/** [D] "the total number of adds and deletes should be equal to or less than 1000". */
const MOST_CHANGES = 1_000

export const customerProfileBody = z.object({
  attributes: changedAttributes.default({}),
  runRuleEngine: z.boolean().default(false),
  audiencesChanges: z
    .object({ adds: ids, deletes: ids })
    .default({ adds: [], deletes: [] })
    .refine(({ adds, deletes }) => adds.length + deletes.length <= MOST_CHANGES, 'at most 1000 changes'),
})

export const profileAudiencesBody = z.object({
  data: z
    .object({ adds: externalIds, deletes: externalIds })
    .refine(({ adds, deletes }) => adds.length + deletes.length <= MOST_CHANGES, 'at most 1000 changes'),
})

const many = <S extends z.ZodType<{ adds: readonly unknown[]; deletes: readonly unknown[] }>>(change: S) =>
  z.object({
    data: z
      .array(change)
      .refine(
        list =>
          list.reduce((sum, { adds, deletes }) => sum + adds.length + deletes.length, 0) <= MOST_CHANGES,
        'at most 1000 changes',
      ),
  })

export const profilesAudiencesBody = many(z.object({ customerProfileId: name, adds: ids, deletes: ids }))
export const profilesExternalAudiencesBody = many(
  z.object({ customerProfileId: name, adds: externalIds, deletes: externalIds }),
)

export const audienceBody = z.object({ audienceId: name, audienceName: name })
