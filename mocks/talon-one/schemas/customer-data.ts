// Bodies of customer data platforms: profiles, audiences, and memberships in every form. [D] Third-party API.
import { z } from 'zod'
import { changedAttributes, ids as givenIds, name } from './fields.ts'

const ids = givenIds.default([])
const externalIds = z.array(z.string().min(1)).default([])

/** [D] "the total number of adds and deletes should be equal to or less than 1000". */
const MOST_CHANGES = 1_000
const TOO_MANY = `at most ${MOST_CHANGES} changes`

type Change = z.ZodType<{ adds: readonly unknown[]; deletes: readonly unknown[] }>

const bounded = <S extends Change>(change: S) =>
  change.refine(({ adds, deletes }) => adds.length + deletes.length <= MOST_CHANGES, TOO_MANY)

const many = <S extends Change>(change: S) =>
  z.object({
    data: z
      .array(change)
      .refine(
        list => list.flatMap(({ adds, deletes }) => [...adds, ...deletes]).length <= MOST_CHANGES,
        TOO_MANY,
      ),
  })

export const customerProfileBody = z.object({
  attributes: changedAttributes.default({}),
  runRuleEngine: z.boolean().default(false),
  audiencesChanges: bounded(z.object({ adds: ids, deletes: ids })).default({ adds: [], deletes: [] }),
})

export const profileAudiencesBody = z.object({
  data: bounded(z.object({ adds: externalIds, deletes: externalIds })),
})

export const profilesAudiencesBody = many(z.object({ customerProfileId: name, adds: ids, deletes: ids }))
export const profilesExternalAudiencesBody = many(
  z.object({ customerProfileId: name, adds: externalIds, deletes: externalIds }),
)

export const audienceBody = z.object({ audienceId: name, audienceName: name })
