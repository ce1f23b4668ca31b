// The JSON Schemas of world and scenario files, for editors; `npm run schemas` writes them.
import { z } from 'zod'
import { scenarioSchema } from '../../mocks/bloomreach/definition/definition.ts'
import { worldSchema } from './definition.ts'

const FILES = { 'world.schema.json': worldSchema, 'scenario.schema.json': scenarioSchema }

/** File name to the exact text of its schema. */
export function jsonSchemas(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(FILES).map(([name, schema]) => [
      name,
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override: byType }), null, 2)}\n`,
    ]),
  )
}

interface Overridden {
  zodSchema: z.core.$ZodTypes
  jsonSchema: z.core.JSONSchema.BaseSchema
}

/** An editor that knows the type of a node complains of what is wrong with that one, not with each that it is not. */
function byType({ zodSchema, jsonSchema }: Overridden): void {
  if (!(zodSchema instanceof z.ZodDiscriminatedUnion)) return
  const { discriminator } = zodSchema.def
  const branches = (jsonSchema.oneOf ?? jsonSchema.anyOf ?? []).map((branch, index) => {
    const names = [...(zodSchema.options[index]?._zod.propValues?.[discriminator] ?? [])].map(String)
    return { branch, names }
  })
  delete jsonSchema.oneOf
  delete jsonSchema.anyOf
  Object.assign(jsonSchema, {
    type: 'object',
    required: [discriminator],
    properties: { [discriminator]: { enum: branches.flatMap(({ names }) => names) } },
    allOf: branches.map(({ branch, names }) => ({
      if: { required: [discriminator], properties: { [discriminator]: { enum: names } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: branch,
    })),
  })
}
