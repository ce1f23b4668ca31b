import { describe, expect, test } from 'vitest'
import type { BloomreachSettings } from '../../../../mocks/bloomreach/settings.ts'
import { chain, email, givenScenarios, now } from '../../../support/scenarios.ts'

const SHOES = {
  a: { title: 'Runner', price: 50, category: 'Running shoes', sizes: [41, 42], isNew: true },
  b: { title: 'Boot', price: 120, category: 'Boots', sizes: [42], isNew: false },
  c: { title: 'Sandal', price: 30, category: 'Summer shoes', sizes: [39], note: '' },
  d: { title: 'Loafer', price: '80', category: 'Shoes', sizes: [] },
  e: { title: 'Clog', price: 20, category: null, sizes: [43] },
}
const person = (name: string, more: object = {}) => ({
  ids: { registered: `${name}@example.com` },
  attributes: { email: `${name}@example.com` },
  ...more,
})

interface Given {
  settings?: Partial<BloomreachSettings>
  world?: Record<string, unknown>
  seed?: string
}

/** The texts of the mails to everyone. */
async function texts(html: string, { settings = {}, world = {}, seed = 'test' }: Given = {}) {
  const bloomreach = await givenScenarios({
    settings,
    seed,
    world: {
      customers: [person('ada')],
      catalogs: { Shoes: SHOES },
      recommendations: { r1: ['b', 'a', 'c', 'd'] },
      ...world,
    },
  })
  await bloomreach.start(chain(now, email({ id: 2, html })))
  return { mails: bloomreach.outbox.map(({ text }) => text), events: bloomreach.campaignEvents('ada') }
}

const ids = (call: string) => `{{ recommendations(${call}) | map(attribute='item_id') | join }}.`

async function recommended(call: string, given?: Given) {
  const { mails } = await texts(ids(call), given)
  return mails[0]?.replace('.', '')
}

/** One constraint, as a template writes it. */
const filter = (property: string, operator: string, ...operands: unknown[]) =>
  `catalog_filter=${JSON.stringify([
    {
      property,
      constraint: {
        type: 'string',
        operator,
        operands: operands.map(value => ({ type: 'constant', value })),
      },
    },
  ])}`

test('recommendations are the items that the world gives, in its order, with their properties', async () => {
  const html =
    "{% for item in recommendations('r1', 3) %}{{ loop.index }} {{ item.title }} {{ item.price }}; {% endfor %}"

  expect((await texts(html)).mails).toEqual(['1 Boot 120; 2 Runner 50; 3 Sandal 30;'])
})

test('ten items come unless the template says how many', async () => {
  const many = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`i${n}`, {}]))
  const world = { catalogs: { Many: many }, recommendations: { r: Object.keys(many) } }
  const count = "{{ recommendations('r') | length }} {{ recommendations('r', size=12) | length }} "
  const none = "{{ recommendations('r', 0) | length }} {{ recommendations('r', none) | length }}"

  expect((await texts(count + none, { world })).mails).toEqual(['10 12 0 10'])
})

test('a customer of whom the world says so gets recommendations of their own', async () => {
  const customers = [person('ada', { recommendations: { r1: ['e'] } }), person('bob')]

  expect((await texts(ids("'r1', 2"), { world: { customers } })).mails).toEqual(['e.', 'ba.'])
})

test('whole items need no catalog', async () => {
  const world = {
    catalogs: {},
    recommendations: { r: [{ item_id: 'x', price: 5 }, 'gone', { item_id: 'y', price: 50 }] },
  }

  expect(await recommended("'r'", { world })).toBe('xy')
  expect(await recommended(`'r', ${filter('price', 'greater than', 10)}`, { world })).toBe('y')
})

test('the catalog of a recommendation decides among items of one id', async () => {
  const world = {
    catalogs: { Hats: { a: { title: 'Felt' } }, Shoes: SHOES },
    recommendations: { hats: { catalog: 'Hats', items: ['a'] }, shoes: { catalog: 'Shoes', items: ['a'] } },
  }
  const html = "{{ (recommendations('hats') | first).title }} {{ (recommendations('shoes') | first).title }}"

  expect((await texts(html, { world })).mails).toEqual(['Felt Runner'])
})

describe('catalog_filter', () => {
  test.each([
    ['contains', 'category', ['SHOES'], 'acd'],
    ['contains', 'sizes', [42], 'ba'],
    ['does not contain', 'category', ['shoes'], 'b'],
    ['does not contain', 'sizes', ['42'], 'cd'],
    ['equals', 'title', ['boot'], 'b'],
    ['equals', 'price', ['50'], 'a'],
    ['does not equal', 'title', ['Boot'], 'acd'],
    ['does not equal', 'note', ['x'], 'c'],
    ['greater than', 'price', [50], 'bd'],
    ['more than', 'price', [49.5], 'bad'],
    ['less than', 'price', [50], 'c'],
    ['in between', 'price', [30, 80], 'acd'],
    ['in', 'title', ['Boot', 'Sandal'], 'bc'],
    ['not in', 'title', ['Boot', 'Sandal'], 'ad'],
    ['starts with', 'title', ['s'], 'c'],
    ['ends with', 'title', ['R'], 'ad'],
    ['matches regexp', 'title', ['^(boot|san)'], 'bc'],
    ['is set', 'note', [], 'c'],
    ['is not set', 'note', [], 'bad'],
    ['has value', 'note', [], ''],
    ['has no value', 'note', [], 'bacd'],
    ['is true', 'isNew', [], 'a'],
    ['is false', 'isNew', [], 'b'],
    ['equals', 'item_id', ['a'], 'a'],
  ])(
    'a filter of recommendations takes the operators of the vendor’s page: %s: %s %j leaves %s',
    async (operator, property, operands, expected) => {
      expect(await recommended(`'r1', ${filter(property, operator, ...operands)}`)).toBe(expected)
    },
  )

  test('all constraints hold, and the count is of what is left', async () => {
    const both = `catalog_filter=[
      {'property': 'category', 'constraint': {'type': 'string', 'operator': 'contains', 'operands': [{'type': 'constant', 'value': 'shoes'}]}},
      {'property': 'price', 'constraint': {'type': 'number', 'operator': 'less than', 'operands': [{'type': 'constant', 'value': customer.most | default(60)}]}}]`

    expect(await recommended(`'r1', ${both}`)).toBe('ac')
    expect(await recommended(`'r1', 1, categoryNames=['Shoes'], ${both}`)).toBe('a')
  })

  test.each([
    ["'r1', catalog_filter='price'", 'catalog_filter'],
    [`'r1', ${filter('price', 'resembles', 5)}`, 'catalog_filter.0.constraint.operator'],
    [`'r1', ${filter('price', 'equals')}`, 'expected a value for "equals"'],
    [`'r1', ${filter('colour', 'equals', 'red')}`, 'no searchable field "colour"'],
    ["'r1', 'three'", 'whole number'],
    ["'r1', -1", 'whole number'],
    ['7', 'the id of a recommendation'],
    ["'r1', categoryNames='Shoes'", 'categoryNames'],
  ])('recommendations(%s) is an error of the template', async (call, message) => {
    const { mails, events } = await texts(ids(call))

    expect(mails).toEqual([])
    expect(events).toMatchObject([{ status: 'enqueue_failed', message: expect.stringContaining(message) }])
  })

  test('filtering requires a searchable field', async () => {
    const catalogs = {
      Shoes: {
        fields: [{ name: 'title', searchable: true }, { name: 'note' }],
        items: { a: { title: 'Runner', note: 'x' } },
      },
    }

    expect(await recommended(`'r1', ${filter('title', 'is set')}`, { world: { catalogs } })).toBe('a')
    expect(await recommended(`'r1', ${filter('note', 'is set')}`, { world: { catalogs } })).toBeUndefined()
  })
})

describe('fill_with_random', () => {
  const world = { recommendations: { r1: ['b'] } }

  test('random items of the catalog fill what is missing, each once, after those that are given', async () => {
    const filled = (await recommended("'r1', 4, fill_with_random=True", { world })) ?? ''

    expect(filled).toMatch(/^b[acde]{3}$/)
    expect(new Set(filled).size).toBe(4)
    expect(await recommended("'r1', 4, fill_with_random=False", { world })).toBe('b')
    expect(await recommended("'r1', 9, fillWithRandom=true", { world })).toHaveLength(5)
  })

  test('the random items pass the filter too', async () => {
    const filled = await recommended(`'r1', 5, fill_with_random=True, ${filter('price', 'less than', 60)}`, {
      world,
    })

    expect([...(filled ?? '')].sort().join('')).toBe('ace')
  })

  test('the same seed gives the same items, another seed others', async () => {
    const of = async (seed: string) => recommended("'r1', 5, fill_with_random=True", { world, seed })
    const seeds = ['1', '2', '3', '4', '5', '6']
    const orders = await Promise.all(seeds.map(of))

    expect(await of('1')).toBe(orders[0])
    expect(new Set(orders).size).toBeGreaterThan(1)
  })

  test('several catalogs: random items are of those of the items that are given', async () => {
    const catalogs = { Hats: { x: {} }, Shoes: SHOES }
    const call = "'r1', 9, fill_with_random=True"

    expect(await recommended(call, { world: { ...world, catalogs } })).not.toContain('x')
    const only = { catalogs, recommendations: { r1: { catalog: 'Hats' } } }
    expect(await recommended(call, { world: only })).toBe('x')
  })
})

test('an unknown recommendation gives nothing, with unknownRecommendation error the mail fails', async () => {
  expect(await recommended("'nobody', fill_with_random=True")).toBe('')

  const { mails, events } = await texts(ids("'constructor'"), {
    settings: { unknownRecommendation: 'error' },
  })
  expect(mails).toEqual([])
  expect(events).toMatchObject([
    { status: 'enqueue_failed', message: expect.stringContaining('no recommendation "constructor"') },
  ])
})
