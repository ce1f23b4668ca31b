// Writes what is made of the schemas: the JSON Schemas for editors and the pages of `docs/reference`, and what assistants read. `npm run schemas`.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { jsonSchemas } from '../world/json-schemas.ts'
import { agentPages } from './agents/pages.ts'
import { referencePages } from './reference.ts'

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}

for (const [name, text] of Object.entries(jsonSchemas())) await write(join('schemas', name), text)
await rm('docs/reference', { recursive: true, force: true })
for (const [path, text] of Object.entries(await referencePages()))
  await write(join('docs/reference', path), text)
for (const [path, text] of Object.entries(agentPages())) await write(path, text)
