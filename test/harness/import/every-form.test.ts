// Whatever is done to a file of any form: one report in which each field stands once and a world that loads, or one sentence.
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readWorld } from '../../../harness/world/definition.ts'
import { asOf, CSVS, FORMS, leavesOf } from '../../support/import-forms.ts'
import { imported } from '../../support/importing.ts'
import { draws } from '../../support/thoroughness.ts'

type Step = string | number

function waysIn(value: unknown, way: Step[] = []): Step[][] {
  if (typeof value !== 'object' || value === null) return [way]
  return [way, ...Object.entries(value).flatMap(([key, inner]) => waysIn(inner, [...way, key]))]
}

/** The value with what stands at the way replaced. */
function spoiled(value: unknown, [step, ...rest]: Step[], by: unknown): unknown {
  if (step === undefined) return by
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === step ? spoiled(item, rest, by) : item))
  const fields = value as Record<string, unknown>
  return { ...fields, [step]: spoiled(fields[step], rest, by) }
}

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    -1,
    1e300,
    '',
    'x'.repeat(2_000),
    '{{ x',
    '=1+1',
    '__proto__',
    [],
    {},
    [[]],
    { id: null },
    JSON.parse('{"__proto__":{"a":1}}'),
  ),
)

test.each(Object.keys(FORMS))('a file of %s may be spoiled anywhere', async form => {
  const document = FORMS[form]
  const spoiling = fc.tuple(fc.constantFrom(...waysIn(document)), anything)
  await fc.assert(
    fc.asyncProperty(spoiling, async ([way, by]) => {
      const whole = JSON.parse(JSON.stringify(spoiled(document, way, by)))
      const given = typeof whole === 'object' && whole !== null ? whole : [whole]
      const { code, reports, written, err, folder } = await imported({ 'any.json': given }, ...asOf(form))
      if (code === 2) {
        expect(err).toContain('Nothing was written.')
        expect(written).toEqual([])
        return
      }
      const [report] = reports
      const told = Object.values(report?.columns ?? {}).flatMap(entries => entries.map(({ path }) => path))
      expect(told.sort()).toEqual(leavesOf(given).sort())
      expect(code).toBe(report?.columns.refused.length === 0 ? 0 : 1)
      if (written.includes('any.world.yaml')) await readWorld(join(folder, 'any.world.yaml'))
    }),
    draws(40),
  )
})

test.each(Object.keys(CSVS))('a CSV of %s may be cut and patched anywhere', async name => {
  const text = CSVS[name] ?? ''
  const patch = fc.tuple(
    fc.nat({ max: text.length }),
    fc.nat({ max: 5 }),
    fc.constantFrom(
      '',
      '"',
      ',',
      ';',
      '\t',
      '\n',
      '\r',
      '\r\n\r\n',
      '=cmd|x',
      '\u0000',
      '\uFEFF',
      '__proto__',
      'é',
      '{',
    ),
  )
  await fc.assert(
    fc.asyncProperty(patch, async ([at, gone, put]) => {
      const given = `${text.slice(0, at)}${put}${text.slice(at + gone)}`
      const { code, reports, written, err, folder } = await imported({ 'any.csv': given })
      if (code === 2) {
        expect(err).toContain('Nothing was written.')
        expect(written).toEqual([])
        return
      }
      expect(code).toBe(reports[0]?.columns.refused.length === 0 ? 0 : 1)
      if (written.includes('any.world.yaml')) await readWorld(join(folder, 'any.world.yaml'))
    }),
    draws(60),
  )
})
