// `import` of customers and vouchers: tables and lists, stand-ins, and rows that are none.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { startSandbox } from '../../../harness/index.ts'
import { columnOf, imported, type Told } from '../../support/importing.ts'
import { oneOf } from '../../support/thoroughness.ts'

const CSV = `registered,email,first_name,points,language,zip
ada@shop.com,Ada@shop.com,Ada,120,sk,01234
grace@shop.com,grace@shop.com,"Grace ""G"", H",20,de,99999
`

const worldOf = async ({ text }: { text(name: string): Promise<string> }, name = 'people') =>
  parse(await text(`${name}.world.yaml`)).bloomreach

test('customers of a CSV become customers of the world, with stand-ins that keep their form', async () => {
  const read = await imported({ 'people.csv': CSV })

  const { customers } = await worldOf(read)
  expect(read.code).toBe(0)
  expect(JSON.stringify(customers)).not.toMatch(/ada|grace|shop/i)
  expect(customers[0]).toEqual({
    ids: { registered: expect.stringMatching(/^[a-z]{3}@[a-z]{4}\.[a-z]{3}\.example$/) },
    attributes: {
      email: expect.stringMatching(/^[A-Z][a-z]{2}@[a-z]{4}\.[a-z]{3}\.example$/),
      first_name: expect.stringMatching(/^[A-Z][a-z]{2}$/),
      points: 120,
      language: 'sk',
      zip: expect.stringMatching(/^\d{5}$/),
    },
  })
  expect(customers[0].attributes.email.toLowerCase()).toBe(customers[0].ids.registered)
  await using sandbox = await startSandbox({ world: join(read.folder, 'people.world.yaml'), listen: false })
  expect(sandbox.ready().ready).toBe(true)
})

test.each(
  oneOf(
    3,
    [
      ['numbers', Array.from({ length: 9_000 }, (_, index) => String(1_000 + index))],
      [
        'numbers with zeros at their head',
        Array.from({ length: 1_000 }, (_, index) => String(index).padStart(4, '0')),
      ],
      [
        'short names',
        [...'abcdefghijklmnopqrstuvwxyz'].flatMap(one => [one, `${one}1`, `${one}@x.com`, `${one}@x.de`]),
      ],
      ['names that differ in their case', ['ada@shop.com', 'Ada@shop.com', 'ada@Shop.com', 'ADA@SHOP.COM']],
    ] as const,
    1,
  ),
)('no two customers get the same stand-in: %s', async (_, ids) => {
  const rows = ids.map(registered => ({ ids: { registered }, properties: {} }))

  const read = await imported({ 'people.json': rows })

  const { customers } = await worldOf(read)
  expect(read.code).toBe(0)
  expect(
    new Set(customers.map((customer: { ids: { registered: string } }) => customer.ids.registered)).size,
  ).toBe(ids.length)
})

test('stand-ins are the same in every file and run', async () => {
  const [first, second] = [await imported({ 'people.csv': CSV }), await imported({ 'people.csv': CSV })]

  expect(await worldOf(first)).toEqual(await worldOf(second))
})

test('--no-pseudonymise keeps customers, --keep one attribute', async () => {
  const real = await worldOf(await imported({ 'people.csv': CSV }, '--no-pseudonymise'))
  const kept = await worldOf(await imported({ 'people.csv': CSV }, '--keep', 'first_name'))

  expect(real.customers[1]).toEqual({
    ids: { registered: 'grace@shop.com' },
    attributes: {
      email: 'grace@shop.com',
      first_name: 'Grace "G", H',
      points: 20,
      language: 'de',
      zip: '99999',
    },
  })
  expect(kept.customers[0].attributes.first_name).toBe('Ada')
  expect(kept.customers[0].ids.registered).not.toContain('ada')
})

test.each([
  ['header and rows', { success: true, header: ['registered', 'points'], rows: [['ada', 120]] }],
  [
    'fields and data',
    {
      fields: [
        { type: 'id', id: 'registered' },
        { type: 'property', property: 'points' },
      ],
      data: [['ada', 120]],
    },
  ],
  ['a list', [{ customer_ids: { registered: 'ada' }, properties: { points: 120 } }]],
  ['results', { results: [{ ids: { registered: 'ada' }, attributes: { points: 120 } }], success: true }],
])('JSON with %s is read alike', async (_, document) => {
  const read = await imported({ 'people.json': document }, '--no-pseudonymise')

  expect(read.code).toBe(0)
  expect((await worldOf(read)).customers).toEqual([
    { ids: { registered: 'ada' }, attributes: { points: 120 } },
  ])
})

test('rows that are no customers are refused with their lines, each cell counted once', async () => {
  const read = await imported({
    'people.csv': 'registered;note;note\na;x;y\n;no id;\na;again;\nb;=HYPERLINK("x");z\nc;too;many;cells\n',
  })

  const [report] = read.reports as [Told]
  expect(read.code).toBe(1)
  expect(report.columns.refused.map(({ path, note }) => `${path}: ${note}`)).toEqual([
    'note: no attribute can have this name, or a column before it has',
    'line 6: this row is left out: it has 4 cells, the header 3',
    'line 3: this row is left out: it has no id',
    'line 4: this row is left out: this customer is there already',
  ])
  expect(report.columns.guessed).toEqual([
    expect.objectContaining({ path: 'line 5, note', note: 'a spreadsheet formula: kept as text' }),
  ])
  expect(report.fields).toBe(3 * 4 + 4)
})

test('a prototype is no attribute, and a CSV that is cut off is refused', async () => {
  const hostile = await imported({ 'people.csv': 'registered,__proto__\na,b\n' })
  const cut = await imported({ 'people.csv': 'registered,note\na,"b' })

  expect(columnOf(hostile.reports[0] as Told, '__proto__')).toBe('refused')
  expect((await worldOf(hostile)).customers).toHaveLength(1)
  expect(cut.code).toBe(2)
  expect(cut.err).toContain('a quote in it never ends')
  expect(cut.written).toEqual([])
})

test('vouchers of a CSV become a pool; a code that is there twice counts once', async () => {
  const read = await imported({ 'spring sale.csv': 'code\nSPRING-1\nSPRING-2\nSPRING-1\n=1+1\n' })

  expect(read.code).toBe(0)
  expect((await worldOf(read, 'spring-sale')).voucherPools).toEqual([
    { name: 'spring-sale', file: './spring-sale.vouchers.csv' },
  ])
  expect(columnOf(read.reports[0] as Told, 'line 4')).toBe('ignored')
  expect(columnOf(read.reports[0] as Told, 'line 5')).toBe('guessed')
  await using sandbox = await startSandbox({
    world: join(read.folder, 'spring-sale.world.yaml'),
    listen: false,
  })
  expect(sandbox.ready().ready).toBe(true)
})

test('several files become one world', async () => {
  const read = await imported({ 'people.csv': CSV, 'spring.csv': 'code\nSPRING-1\n' }, '--name', 'shop')

  expect(read.written).toEqual(['shop.world.yaml', 'spring.vouchers.csv'])
  expect(Object.keys(await worldOf(read, 'shop'))).toEqual(['voucherPools', 'customers'])
})
