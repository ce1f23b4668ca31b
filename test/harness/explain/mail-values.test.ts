// Where the values of a mail came from, wherever they stand: in blocks and snippets, loops, variables and links.
import { expect, test } from 'vitest'
import { startSandbox, type WorldDefinition } from '../../../harness/index.ts'
import { attributes, codeNode, mailNode, scenario, shop, startedScenario } from '../../support/shop.ts'

interface Given {
  text: string
  subject?: string
  attributes?: Record<string, unknown>
  htmlBlocks?: Record<string, string>
  snippets?: Record<string, string>
  /** What happens between the mail and the question. */
  meanwhile?: (sandbox: Awaited<ReturnType<typeof startSandbox>>) => Promise<void>
}

async function explained({ text, subject = 'Hello', htmlBlocks = {}, snippets = {}, ...given }: Given) {
  const nodes = [{ id: 1, type: 'now' } as const, codeNode(2), mailNode(3, subject, text)]
  const world = shop({ people: ['ada'], scenarios: [scenario('Told', nodes)] })
  const [ada] = world.bloomreach?.customers ?? []
  Object.assign(ada?.attributes ?? {}, given.attributes)
  const all = {
    ...world,
    bloomreach: {
      ...world.bloomreach,
      htmlBlocks: Object.entries(htmlBlocks).map(([id, html]) => ({ id, html })),
      snippets: Object.entries(snippets).map(([name, each]) => ({ name, text: each })),
    },
  } as WorldDefinition
  await using sandbox = await startSandbox({ world: all, listen: false })
  await startedScenario(sandbox)
  await sandbox.settle()
  await given.meanwhile?.(sandbox)
  const [mail] = await sandbox.inbox.search('to:ada@example.com')
  const code = [...sandbox.talonOne.referrals.all()][0]?.code
  return { ...(await sandbox.explain(String(mail?.ID))), code }
}

const FIRST_NAME = 'the attribute first_name of the customer'
const CODE = 'the answer of webhook #2, field code'

test('a block tells the values that it was called with, through to where they came from', async () => {
  const { values, code } = await explained({
    text: '{{ block("card", {"who": customer.first_name, "code": webhook.code, "greeting": "Hi"}) }}',
    htmlBlocks: { card: '<b>{{ params.greeting }} {{ params.who | upper }}</b>: {{ params.code }}.' },
  })
  expect(values).toMatchObject([
    { expression: 'params.greeting', in: 'HTML block "card"', value: 'Hi', from: 'the template' },
    {
      expression: 'params.who | upper',
      value: 'ADA',
      from: FIRST_NAME,
      via: ['filter upper', 'given by the html'],
    },
    {
      expression: 'params.code',
      value: code,
      from: CODE,
      writtenBy: { text: `Talon.One creates the code ${code} for ada@example.com` },
    },
  ])
})

test('blocks within blocks hand on what they were called with, and what stands in them as a parameter is told', async () => {
  const { values, code } = await explained({
    text: '{{ block("outer", {"code": webhook.code}) }} {{ snippet("footer") }}',
    htmlBlocks: {
      outer: '<i>{{ block("inner", {"shown": params.code, "title": "Yours"}) }}</i>',
      inner: '<h1>[[ title ]]</h1><p>{{ params.shown }}</p>',
    },
    snippets: { footer: 'Yours, {{ project.name }}, to {{ customer.email }}' },
  })
  expect(values).toMatchObject([
    { expression: '[[ title ]]', in: 'HTML block "inner"', value: 'Yours', from: 'the template' },
    {
      expression: 'params.shown',
      in: 'HTML block "inner"',
      value: code,
      from: CODE,
      via: ['given by the HTML block "outer"', 'given by the html'],
    },
    { expression: 'project.name', in: 'snippet "footer"', from: 'the name of the project' },
    { expression: 'customer.email', in: 'snippet "footer"', value: 'ada@example.com' },
  ])
})

test('of a loop each item that is printed is told, with its place in the list', async () => {
  const { values } = await explained({
    text: '{% for order in customer.orders %}<p>{{ loop.index }}. {{ order.name }}: {{ order.price }} EUR</p>{% endfor %}',
    attributes: {
      orders: [
        { name: 'Shoes', price: 90 },
        { name: 'Hat', price: 20 },
      ],
    },
  })
  expect(values.map(({ expression, value, from }) => [expression, value, from])).toEqual([
    ['loop.index', '1', 'the loop of the template'],
    ['order.name', 'Shoes', 'the attribute orders[0].name of the customer'],
    ['order.price', '90', 'the attribute orders[0].price of the customer'],
    ['loop.index', '2', 'the loop of the template'],
    ['order.name', 'Hat', 'the attribute orders[1].name of the customer'],
    ['order.price', '20', 'the attribute orders[1].price of the customer'],
  ])
  expect(values[4]?.via).toEqual(['item 2 of customer.orders'])
})

test('variables of the template lead to what they were set to, on the way that was gone', async () => {
  const { values } = await explained({
    text: [
      '{% set name = customer.last_name %}',
      '{% if customer.first_name %}{% set name = customer.first_name %}{% endif %}',
      '{% set greeting %}Dear {{ name }}{% endset %}',
      '{% set ns = namespace(best="") %}{% for tag in customer.tags %}{% set ns.best = tag %}{% endfor %}',
      '{% with code = webhook.code %}{{ greeting }}, {{ code | default("none") }} {{ ns.best }}{% endwith %}',
    ].join(''),
    attributes: { tags: ['a', 'b'] },
  })
  expect(values.map(({ expression, from }) => [expression, from])).toEqual([
    ['name', FIRST_NAME],
    ['code | default("none")', CODE],
    ['ns.best', 'the attribute tags[1] of the customer'],
  ])
  expect(values[0]).toMatchObject({ value: 'ada', via: ['name is set in the html'] })
})

test('a macro tells what it was called with, and an expression of several parts all that it reads', async () => {
  const { values } = await explained({
    subject: '{{ customer.first_name ~ " " ~ webhook.code }}',
    text: '{% macro hello(who, how="Hi") %}{{ how }} {{ who }}!{% endmacro %}{{ hello(customer.first_name) }}',
  })
  expect(values[0]).toMatchObject({ in: 'subject', from: FIRST_NAME, also: [{ from: CODE }] })
  expect(values.slice(1)).toMatchObject([
    { expression: 'how', value: 'Hi', from: 'the template' },
    { expression: 'who', value: 'ada', from: FIRST_NAME },
  ])
})

test('a value in a link is told, although the mail leads through the sandbox', async () => {
  const { values, code } = await explained({
    text: '<a href="https://shop.example/?code={{ webhook.code }}&amp;a=b">Shop</a> as {{ customer.first_name }}',
  })
  expect(values.map(({ value }) => value)).toEqual([code, 'ada'])
})

test('what has changed since is told as the mail shows it, with who wrote it before', async () => {
  const { values } = await explained({
    text: 'Dear {{ customer.first_name }}, your code is {{ webhook.code }}.',
    meanwhile: sandbox => attributes(sandbox, 'ada', { first_name: 'Augusta' }),
  })
  expect(values[0]).toMatchObject({ expression: 'customer.first_name', value: 'ada', from: FIRST_NAME })
  expect(values[0]?.writtenBy).toBeUndefined()
})

test('to explain a mail changes nothing of what is drawn next', async () => {
  const text = '{{ [1, 2, 3, 4, 5, 6, 7, 8] | random }} of {{ range(0, 1000) | random }}'
  const drawn = async (asks: boolean) => {
    const nodes = [
      { id: 1, type: 'now' } as const,
      mailNode(2, 'One', text),
      { id: 3, type: 'wait', period: '1 minute' } as const,
      mailNode(4, 'Two', text),
    ]
    await using sandbox = await startSandbox({
      world: shop({ people: ['ada'], scenarios: [scenario('Drawn', nodes)] }),
      listen: false,
      clock: 'manual',
    })
    await startedScenario(sandbox)
    await sandbox.settle()
    const [first] = await sandbox.inbox.search('subject:One')
    if (asks) expect((await sandbox.explain(String(first?.ID))).values).toHaveLength(2)
    await sandbox.clock.advance('1m')
    const [second] = await sandbox.inbox.search('subject:Two')
    return second?.Snippet
  }
  expect(await drawn(true)).toBe(await drawn(false))
})

test('what can no longer be rendered is still told by its template', async () => {
  const { values } = await explained({
    text: 'Dear {{ customer.orders[0].name }}{% for o in customer.orders %}, {{ o.name }}{% endfor %}.{{ block("b", {"x": customer.first_name}) }}',
    attributes: { orders: [{ name: 'Shoes' }] },
    htmlBlocks: { b: '<u>{{ params.x }}</u>' },
    meanwhile: sandbox => attributes(sandbox, 'ada', { orders: null }),
  })
  expect(values.map(({ expression, value, from }) => [expression, value, from])).toEqual([
    ['customer.orders[0].name', 'Shoes', 'the attribute orders[0].name of the customer'],
    ['o.name', 'Shoes', 'the attribute orders[…].name of the customer'],
    ['params.x', 'ada', FIRST_NAME],
  ])
})
