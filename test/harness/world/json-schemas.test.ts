import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { jsonSchemas } from '../../../harness/world/json-schemas.ts'

test('the published JSON Schemas are those of the code (npm run schemas writes them)', async () => {
  for (const [name, text] of Object.entries(jsonSchemas())) {
    expect(await readFile(`schemas/${name}`, 'utf8'), name).toBe(text)
  }
})

test.each(Object.keys(jsonSchemas()))('every field of %s says what it is', name => {
  const fields = [...fieldsOf(JSON.parse(jsonSchemas()[name] ?? ''), [])]

  expect(fields.length).toBeGreaterThan(100)
  expect(fields.filter(({ description }) => !description.endsWith('.')).map(({ path }) => path)).toEqual([])
})

interface Part {
  [keyword: string]: unknown
  properties?: Record<string, Part & { description?: string; enum?: unknown }>
}

/** But for what tells the branches of a type apart: the branches describe it. */
function* fieldsOf(part: Part, path: readonly string[]): Generator<{ path: string; description: string }> {
  for (const [name, field] of Object.entries(part.properties ?? {})) {
    const isDiscriminator = Object.keys(field).join() === 'enum'
    if (!isDiscriminator) yield { path: [...path, name].join('.'), description: field.description ?? '' }
    yield* fieldsOf(field, [...path, name])
  }
  for (const [keyword, below] of Object.entries(part)) {
    if (keyword === 'properties' || keyword === 'examples' || keyword === 'default') continue
    for (const [name, one] of Object.entries(
      keyword === '$defs' ? (below as object) : { [keyword]: below },
    )) {
      for (const branch of Array.isArray(one) ? one : [one]) {
        if (typeof branch === 'object' && branch !== null) yield* fieldsOf(branch as Part, [...path, name])
      }
    }
  }
}
