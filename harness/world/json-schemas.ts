// Writes the JSON Schemas of world and scenario files for editors: `npm run schemas`.
import { mkdir, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { scenarioSchema } from '../../mocks/bloomreach/definition/definition.ts'
import { worldSchema } from './definition.ts'

const FILES = { 'world.schema.json': worldSchema, 'scenario.schema.json': scenarioSchema }

/** File name to the exact text of its schema. */
export function jsonSchemas(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(FILES).map(([name, schema]) => [
      name,
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), null, 2)}\n`,
    ]),
  )
}

export async function writeJsonSchemas(): Promise<void> {
  await mkdir('schemas', { recursive: true })
  for (const [name, text] of Object.entries(jsonSchemas())) await writeFile(`schemas/${name}`, text)
}

if (import.meta.main) await writeJsonSchemas()
