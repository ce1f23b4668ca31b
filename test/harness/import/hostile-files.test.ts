// Fifteen hostile files of every form: each ends in one report in which nothing is lost, or in one sentence and nothing written.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readWorld } from '../../../harness/world/definition.ts'
import { clipboardOf, mail, onEvent, wire } from '../../support/clipboard.ts'
import { asOf, CSVS, FORMS, leavesOf } from '../../support/import-forms.ts'
import { imported } from '../../support/importing.ts'
import { isFull, oneOf } from '../../support/thoroughness.ts'

const SECRET = 'sk_live_51HxQzJ8vKtYpR4wNbMcDfGa7'

const ALL: Readonly<Record<string, unknown>> = {
  clipboard: clipboardOf([onEvent(1), mail(2)], [wire(1, 0, 2)]),
  ...FORMS,
}

type Change = (value: unknown, key: string) => unknown

/** Every value that is no object or list, changed. */
function eachLeaf(value: unknown, change: Change, key = ''): unknown {
  if (typeof value !== 'object' || value === null) return change(value, key)
  if (Array.isArray(value)) return value.map(item => eachLeaf(item, change, key))
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, eachLeaf(inner, change, name)]),
  )
}

/** Every list twice as long, with itself; every id is there twice then. */
const doubled = (value: unknown): unknown =>
  Array.isArray(value)
    ? [...value, ...value].map(doubled)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, doubled(inner)]))
      : value

const everyObject = (value: unknown, change: (fields: object) => object): unknown =>
  Array.isArray(value)
    ? value.map(item => everyObject(item, change))
    : typeof value === 'object' && value !== null
      ? change(
          Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, everyObject(inner, change)])),
        )
      : value

const texts =
  (put: (text: string) => unknown): ((document: unknown) => string) =>
  document =>
    JSON.stringify(eachLeaf(document, value => (typeof value === 'string' ? put(value) : value)))

/** A file that is like the good one and yet is not. */
const HOSTILE: Readonly<Record<string, (document: unknown) => string>> = {
  'cut in the middle': document =>
    JSON.stringify(document).slice(0, -Math.ceil(JSON.stringify(document).length / 3)),
  'with every text a number': texts(() => 7),
  'with every number a text': document =>
    JSON.stringify(eachLeaf(document, value => (typeof value === 'number' ? `${value}` : value))),
  'with every value null': document => JSON.stringify(eachLeaf(document, () => null)),
  'with every value an object': document => JSON.stringify(eachLeaf(document, value => ({ value }))),
  'with __proto__ everywhere': document =>
    JSON.stringify(everyObject(document, fields => ({ ...fields, PROTO: { polluted: true } }))).replaceAll(
      '"PROTO"',
      '"__proto__"',
    ),
  'with constructor and toString everywhere': document =>
    JSON.stringify(everyObject(document, fields => ({ ...fields, constructor: 'x', toString: 'y' }))),
  'of another version': document =>
    JSON.stringify(
      everyObject(document, fields => ({ ...fields, version: 99, schemaVersion: 'v9', $ref: '#' })),
    ),
  'with everything twice': document => JSON.stringify(doubled(document)),
  'with a hundred times as much': document => {
    const grow = (value: unknown, depth = 0): unknown =>
      Array.isArray(value) && depth < 3
        ? Array.from({ length: 100 }, () => value).flat()
        : typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, grow(inner, depth + 1)]))
          : value
    return JSON.stringify(grow(document))
  },
  'with texts that are YAML': texts(text => `${text}\n# x\n- y: "z\n...\n---\n&a *a !!js/function`),
  'with texts that are templates': texts(text => `{{ ${text} }}{% for x in range(10**9) %}{% endfor %}`),
  'with signs that are not shown': texts(text => `\u202e${text}\u0000\u2028\ud800\ufeff`),
  'with secrets': document =>
    JSON.stringify(everyObject(document, fields => ({ ...fields, password: SECRET, apiKey: SECRET }))),
  'with a byte order mark and line ends of Windows': document =>
    `\uFEFF${JSON.stringify(document, null, 2).replaceAll('\n', '\r\n')}`,
}

const CASES = Object.keys(ALL).flatMap((form, at) =>
  oneOf(6, Object.keys(HOSTILE), at).map(hostile => [form, hostile] as const),
)

test.each(CASES)('a file of %s %s is told whole, or refused in a sentence', async (form, hostile) => {
  const text = HOSTILE[hostile]?.(ALL[form]) ?? ''

  await expectWhole(await imported({ 'any.json': text }, ...asOf(form)), text)
})

async function expectWhole(
  { code, reports, written, err, folder }: Awaited<ReturnType<typeof imported>>,
  json?: string,
): Promise<void> {
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  for (const name of written) expect(await readFile(join(folder, name), 'utf8')).not.toContain(SECRET)
  expect(err).not.toContain(SECRET)
  if (code === 2) {
    expect(err).toContain('Nothing was written.')
    expect(err.split('\n').length).toBeLessThan(4)
    expect(written).toEqual([])
    return
  }
  expect(reports).toHaveLength(1)
  const [report] = reports
  if (json !== undefined) {
    const told = Object.values(report?.columns ?? {}).flatMap(entries => entries.map(({ path }) => path))
    expect(told.sort()).toEqual(leavesOf(JSON.parse(json.replace(/^\uFEFF/, ''))).sort())
  }
  expect(code).toBe(report?.columns.refused.length === 0 ? 0 : 1)
  const world = written.find(name => name.endsWith('.world.yaml'))
  if (world !== undefined) await readWorld(join(folder, world))
}

const lines = (text: string): string[] => text.trimEnd().split('\n')

/** The same of a table. */
const HOSTILE_CSV: Readonly<Record<string, (text: string) => string>> = {
  'cut within a quote': text => `${text.trimEnd()}\n"cut`,
  'without rows': text => `${lines(text)[0]}\n`,
  'without a header': text => `${lines(text).slice(1).join('\n')}\n`,
  'with a formula in every cell': text =>
    `${lines(text)[0]}\n${(lines(text)[0] ?? '').replaceAll(/[^,]+/g, '=HYPERLINK("x")'.replaceAll('"', "'"))}\n`,
  'with formulas of other signs': text => `${text}+cmd|' /C calc'!A0\n@SUM(1+1)\n-2+3\n\t=1\n`,
  'with a secret': text => `${text}${SECRET}\n`,
  'with a column called __proto__': text =>
    lines(text)
      .map((line, at) => `${line},${at === 0 ? '__proto__' : 'polluted'}`)
      .join('\n'),
  'with columns twice': text =>
    lines(text)
      .map(line => `${line},${line}`)
      .join('\n'),
  'with too many cells': text => `${text}${'x,'.repeat(50)}\n`,
  'with rows twice': text => `${text}${lines(text).slice(1).join('\n')}\n`,
  'with semicolons': text => text.replaceAll(',', ';'),
  'with line ends of Windows and a mark': text => `\uFEFF${text.replaceAll('\n', '\r\n')}`,
  'with signs that are not shown': text => text.replaceAll('\n', '\u200b\u202e\u0000\n'),
  'with wrong values': text => `${text}${(lines(text)[0] ?? '').replaceAll(/[^,]+/g, '{"a":')}\n`,
  'with 20,000 rows': text =>
    `${lines(text)[0]}\n${Array.from({ length: 20_000 }, (_, at) => (lines(text)[1] ?? '').replaceAll(/^[^,]*/g, `A-${at}`)).join('\n')}\n`,
}

const CSV_CASES = Object.keys(CSVS).flatMap((form, at) =>
  oneOf(6, Object.keys(HOSTILE_CSV), at).map(hostile => [form, hostile] as const),
)

test.each(CSV_CASES)('a CSV of %s %s is told whole, or refused in a sentence', async (form, hostile) => {
  const text = HOSTILE_CSV[hostile]?.(CSVS[form] ?? '') ?? ''

  const told = await imported({ 'any.csv': text })

  if (hostile === 'with a secret' && told.code !== 2) return
  await expectWhole(told)
})

test.skipIf(!isFull)(
  'files of 50 MB are read within bounds',
  async () => {
    const html = 'x'.repeat(50_000_000)
    const large = clipboardOf([onEvent(1), mail(2, {}, { jinja_html: html })], [wire(1, 0, 2)])
    const vouchers = `code\n${Array.from({ length: 3_000_000 }, (_, at) => `SPRING-${at}`).join('\n')}\n`

    await expectWhole(await imported({ 'large.json': large }))
    await expectWhole(await imported({ 'large.csv': vouchers }))
  },
  120_000,
)
