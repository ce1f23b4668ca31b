// What an answer leaves out or spoils costs no more than it has to: a field that nothing needs, one row of many.
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import {
  clipboardOf,
  daily,
  limit,
  mail,
  onEvent,
  split,
  type VendorNode,
  wait,
} from '../../support/clipboard.ts'
import { imported } from '../../support/importing.ts'

/** Without these nobody could say what the node does. */
const NEEDED = [
  /^id$/,
  /^type$/,
  /^event(\.type)?$/,
  /^(count|units)$/,
  /^repeat$/,
  /^times/,
  /^variants(\.\d+(\.(name|percentage))?)?$/,
  /^steps(\.\d+(\.limit)?)?$/,
  /^design(\.(type|data(\.(subject|jinja_html))?))?$/,
]

const waysIn = (value: unknown, way = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => {
        const here = way === '' ? key : `${way}.${key}`
        return [here, ...waysIn(inner, here)]
      })
    : []

function changed(node: VendorNode, way: string, change: 'gone' | 'null'): VendorNode {
  const copy = structuredClone(node)
  const steps = way.split('.')
  const last = steps.pop() ?? ''
  const at = steps.reduce<Record<string, unknown>>((value, step) => value[step] as never, copy)
  if (change === 'gone') delete at[last]
  else at[last] = null
  return copy
}

test.each([onEvent(1, { delay_seconds: 30 }), daily(1), wait(1), mail(1), split(1), limit(1)])(
  'of $type whatever nothing needs may be missing, or be null',
  async node => {
    const ways = waysIn(node).filter(way => !NEEDED.some(needed => needed.test(way)))
    const files = ways.flatMap(way =>
      (['gone', 'null'] as const).map(change => [
        `${way}-${change}.json`,
        clipboardOf([changed(node, way, change)], []),
      ]),
    )

    const { reports } = await imported(Object.fromEntries(files))

    expect(ways.length).toBeGreaterThan(3)
    expect(reports).toHaveLength(files.length)
    expect(reports.filter(({ columns }) => columns.refused.length > 0).map(({ file }) => file)).toEqual([])
  },
)

test('an email campaign that says no more than its texts becomes a mail', async () => {
  const design = { type: 'raw', data: { subject: 'Hello', jinja_html: '<p>Hello</p>' } }

  const { code, text } = await imported({ 'spring.json': { name: 'Spring', design } })

  expect(code).toBe(0)
  expect(parse(await text('spring.scenario.yaml')).nodes[1]).toMatchObject({
    type: 'email',
    subject: 'Hello',
  })
})

test.each([
  ['a node without a wire', clipboardOf([onEvent(1)], [])],
  ['no node', clipboardOf([], [])],
  ['wires that are null', clipboardOf([onEvent(1)], null as never)],
])('%s is a clipboard of which nothing is refused', async (_, document) => {
  const { code, reports } = await imported({ 'any.json': document })

  expect(code).toBe(0)
  expect(reports[0]?.columns.refused).toEqual([])
})

const category = (id: unknown) => ({ id, legitimate_interest: false, sources: {}, translations: {} })
const campaign = (id: unknown) => ({ id, applicationId: 1, name: `C ${id}`, state: 'enabled', features: [] })
const customer = (registered: unknown) => ({ ids: { registered }, properties: { tier: 'gold' } })
const property = (name: unknown) => ({ property: name, type: 'string', private: true })

test.each([
  ['consent categories', { results: [category('a'), category(7), null, category('b')] }, 2],
  ['campaigns', { data: [campaign(1), campaign(2), { id: 3 }, 'x'] }, 2],
  ['customers', [customer('ada'), customer('bob'), customer(null), 4], 2],
  ['customers in a table', { header: ['registered', 'tier'], rows: [['ada', 'gold'], ['bob'], 'x'] }, 2],
  ['properties', { properties: [property('email'), property(''), null, property('phone')] }, 1],
])('of %s the spoiled rows are refused, and the others are read', async (_, document, rows) => {
  const { code, reports, written } = await imported({ 'any.json': document })

  const refused = new Set(reports[0]?.columns.refused.map(({ path }) => rowOf(path)))
  expect(code).toBe(1)
  expect(refused.size).toBe(rows)
  expect(written).toContain('any.world.yaml')
})

test('a profile whose stand-in would be longer than an id may be is refused', async () => {
  const data = [{ integrationId: 'ada' }, { integrationId: `${'x'.repeat(990)}@shop.com` }]

  const { code, reports } = await imported({ 'any.json': { data } }, '--as', 'talon-one-profiles')

  expect(code).toBe(1)
  expect(reports[0]?.columns.refused).toMatchObject([{ note: 'its integrationId is too long' }])
})

const rowOf = (path: string): string | undefined => /^\/(?:[a-z]+\/)?\d+/.exec(path)?.[0]

test('of a row that is left out nothing is said to be understood', async () => {
  const { reports } = await imported({ 'any.json': { results: [category('a'), category(7)] } })

  const { refused = [], understood = [] } = reports[0]?.columns ?? {}
  expect(refused.map(({ path }) => path)).toContain('/results/1/legitimate_interest')
  expect(understood.filter(({ path }) => path.startsWith('/results/1/'))).toEqual([])
})

test('a legitimate interest that is no yes or no is a guess', async () => {
  const { reports } = await imported({
    'any.json': { results: [{ ...category('a'), legitimate_interest: 'true' }] },
  })

  expect(reports[0]?.columns.guessed).toMatchObject([{ path: '/results/0/legitimate_interest' }])
})

test('a webhook of wrong types is refused whole, and a run that reaches it stops by name', async () => {
  const webhook = { url: 'https://example.com/', method: 'POST', response_handling: 'json', headers: [null] }

  const { code, reports, text } = await imported({ 'hook.json': { webhook } })

  expect(code).toBe(1)
  expect(new Set(reports[0]?.columns.refused.map(({ note }) => note))).toEqual(
    new Set(['headers.0 is not as a webhook has it']),
  )
  expect(parse(await text('hook.scenario.yaml')).nodes[1]).toMatchObject({
    type: 'not_imported',
    reason: 'headers.0 is not as a webhook has it',
  })
})
