import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { jsonSchemas } from '../../../harness/world/json-schemas.ts'

test('the published JSON Schemas are those of the code (npm run schemas writes them)', async () => {
  for (const [name, text] of Object.entries(jsonSchemas())) {
    expect(await readFile(`schemas/${name}`, 'utf8'), name).toBe(text)
  }
})
