// The fields that a scenario has in a file, without what the API adds when it shows one. Pure.
import { scenarioSchema } from './definition.ts'

export const OWN_FIELDS: readonly string[] = Object.keys(scenarioSchema.shape)

/** None of what is no object. */
export const ownFieldsOf = (shown: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(typeof shown === 'object' && shown !== null ? shown : {}).filter(([name]) =>
      OWN_FIELDS.includes(name),
    ),
  )
