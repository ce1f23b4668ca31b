import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { loadRecords } from '../../../mocks/bloomreach/load-records.ts'
import { bloomreachWorldSchema } from '../../../mocks/bloomreach/world-schema.ts'
import { givenBloomreach, NOON } from '../../support/bloomreach.ts'

const now = NOON / 1_000

async function given(world: unknown) {
  const house = givenBloomreach()
  const loaded = await loadRecords(house, bloomreachWorldSchema.parse(world))
  const customer = (registered: string) => house.customers.find({ registered })
  return { ...house, loaded, customer, idOf: (registered: string) => customer(registered)?.id ?? '' }
}

describe('the bloomreach section of a world', () => {
  test('customers have their ids, attributes, consents and history', async () => {
    const { customer, idOf, events, consents, world } = await given({
      consentCategories: ['newsletter', { id: 'orders', legitimateInterest: true }],
      customers: [
        {
          ids: { registered: 'ada', cookie: 'c1' },
          attributes: { email: 'ada@example.com', tags: ['a'] },
          consents: {
            newsletter: 'accept',
            orders: { action: 'reject', timestamp: '2026-01-01T00:00:00Z', message: 'no' },
          },
          events: [{ type: 'purchase', timestamp: '2026-01-02T00:00:00Z', properties: { total: 5 } }],
        },
        {
          ids: { registered: 'bob' },
          consents: { newsletter: { action: 'accept', validUntil: '2026-01-05T13:00:00Z' } },
        },
      ],
    })

    expect(customer('ada')).toMatchObject({
      ids: { registered: 'ada', cookie: 'c1' },
      properties: { email: 'ada@example.com', tags: ['a'] },
    })
    expect(consents.isValid(idOf('ada'), 'newsletter')).toMatchObject({
      valid: true,
      timestamp: now,
      source: 'import',
    })
    expect(consents.isValid(idOf('ada'), 'orders')).toMatchObject({ valid: false, message: 'no' })
    expect(consents.isValid(idOf('bob'), 'orders').valid).toBe(true)
    expect(events.of(idOf('ada'), 'purchase')).toHaveLength(1)
    await world.clock.advance(3_600_000)
    expect(consents.isValid(idOf('bob'), 'newsletter').because).toBe('expired')
  })

  test('a world’s history tells nobody: the journal stays empty', async () => {
    const { world } = await given({
      consentCategories: ['n'],
      customers: [{ ids: { registered: 'ada' }, consents: { n: 'accept' }, events: [{ type: 'x' }] }],
    })

    expect(world.journal.last).toBe(0)
  })

  test('the project’s token and keys are given, or come from the seed', async () => {
    const { loaded } = await given({
      project: {
        name: 'Shop',
        token: 'my-project-token',
        apiGroups: [
          { access: 'private', name: 'Backend', keyId: 'key', secret: 'secret' },
          { access: 'public', name: 'Web', permissions: ['Events > Set'] },
        ],
      },
    })

    expect(loaded).toMatchObject({
      name: 'Shop',
      token: 'my-project-token',
      apiGroups: [
        { name: 'Backend', key: 'key', secret: 'secret' },
        { name: 'Web', key: expect.stringMatching(/^\w{64}$/) },
      ],
    })
    const ids = [await given({}), await given({})].map(({ loaded }) => loaded.token)
    expect(ids[0]).toBe(ids[1])
  })

  test('settings, segmentations, policies, templates and the suppression list are there', async () => {
    const { settings, segmentations, frequencyPolicies, emailTemplates, suppressions } = await given({
      settings: { readLagMs: 20 },
      segmentations: [
        {
          name: 'Plan',
          segments: [{ name: 'gold', if: { attributes: [{ property: 'plan', value: 'gold' }] } }],
        },
      ],
      frequencyPolicies: [
        { name: 'Calm', limits: [{ count: 1, per: '1 day', segment: { segmentation: 'Plan', is: 'gold' } }] },
      ],
      emailTemplates: [{ id: 't', subject: 's', html: '<p>h</p>' }],
      suppressionList: ['Blocked.example.com', 'eve@example.com'],
    })

    expect(settings.readLagMs).toBe(20)
    expect(segmentations.find('Plan')?.id).toMatch(/^[0-9a-f]{24}$/)
    expect(frequencyPolicies.find('Calm')?.limits).toHaveLength(1)
    expect(emailTemplates.get('t')?.subject).toBe('s')
    expect(suppressions.reasonFor('x@blocked.example.com')).toBe('suppression list')
    expect(suppressions.reasonFor('x@example.com')).toBeUndefined()
  })

  test('recommendations follow a customer who is merged, and what the other has already stays', async () => {
    const { recommendations, customers, idOf } = await given({
      customers: [
        { ids: { cookie: 'c1' }, recommendations: { a: [{ item_id: 'x' }], b: [{ item_id: 'y' }] } },
        { ids: { registered: 'ada' }, recommendations: { a: [{ item_id: 'z' }] } },
      ],
    })
    customers.upsert({ registered: 'ada', cookie: 'c1' })

    const request = { size: 10, fillWithRandom: false, catalogFilter: undefined }
    const of = (id: string) => recommendations.recommend(idOf('ada'), id, request)
    expect([of('a'), of('b')]).toEqual([[{ item_id: 'z' }], [{ item_id: 'y' }]])
  })

  test('analyses follow a customer who is merged, and what the other has already stays', async () => {
    const { analyses, customers, idOf } = await given({
      customers: [
        { ids: { cookie: 'c1' }, aggregates: { a: 1, b: 2 }, expressions: { e: 'x' } },
        { ids: { registered: 'ada' }, aggregates: { a: 5 }, predictions: { p: 0.5 } },
      ],
    })
    customers.upsert({ registered: 'ada', cookie: 'c1' })

    expect(analyses.of(idOf('ada'))).toEqual({
      aggregates: { a: 5, b: 2 },
      expressions: { e: 'x' },
      predictions: { p: 0.5 },
    })
  })

  test.each([
    ['metrics that are a list', { metrics: [] }, ['metrics']],
    [
      'a report whose rows do not fit its header',
      { reports: { r: { header: ['a', 'b'], rows: [[1, 2], [1]] } } },
      ['reports', 'r', 'rows', 1],
    ],
    ['a funnel that is no table', { funnels: { f: { rows: [] } } }, ['funnels', 'f', 'header']],
    [
      'a recommendation of no catalog',
      { catalogs: { Shoes: {} }, recommendations: { r: { catalog: 'Shose' } } },
      ['recommendations', 'r', 'catalog'],
    ],
    [
      'a recommendation of a customer of no catalog',
      { customers: [{ ids: { registered: 'ada' }, recommendations: { r: { catalog: 'Hats' } } }] },
      ['customers', 0, 'recommendations', 'r', 'catalog'],
    ],
    ['a catalog that is no record', { catalogs: { Shoes: 7 } }, ['catalogs', 'Shoes']],
    [
      'two catalogs of one id',
      { catalogs: { A: { id: 'x', fields: [] }, B: { id: 'x', fields: [] } } },
      ['catalogs', 'B', 'id'],
    ],
    [
      'a field given twice',
      { catalogs: { A: { fields: [{ name: 'a' }, { name: 'a' }] } } },
      ['catalogs', 'A', 'fields'],
    ],
    [
      'an item that does not fit the fields',
      { catalogs: { A: { fields: [{ name: 'a', type: 'number' }], items: { x: { a: 'b' } } } } },
      ['catalogs', 'A', 'items', 'x'],
    ],
    ['an unknown key', { consents: [] }, []],
    ['an unknown setting', { settings: { readlag: 1 } }, ['settings']],
    ['a wrong type', { consentCategories: 'newsletter' }, ['consentCategories']],
    ['a reserved category', { consentCategories: [{ id: 'general' }] }, ['consentCategories', 0, 'id']],
    ['a customer without an id', { customers: [{ ids: {} }] }, ['customers', 0, 'ids']],
    [
      'an id that is none',
      { customers: [{ ids: { registered: 'null' } }] },
      ['customers', 0, 'ids', 'registered'],
    ],
    [
      'the same customer twice',
      { customers: [{ ids: { registered: 'a' } }, { ids: { registered: 'a' } }] },
      ['customers', 1, 'ids', 'registered'],
    ],
    [
      'a consent to no category',
      { consentCategories: ['n'], customers: [{ ids: { registered: 'a' }, consents: { m: 'accept' } }] },
      ['customers', 0, 'consents', 'm'],
    ],
    [
      'a policy for no segmentation',
      {
        frequencyPolicies: [
          { name: 'p', limits: [{ count: 1, per: '1 day', segment: { segmentation: 's', is: 'x' } }] },
        ],
      },
      ['frequencyPolicies', 0, 'limits', 0, 'segment'],
    ],
    [
      'a length without a unit',
      { frequencyPolicies: [{ name: 'p', limits: [{ count: 1, per: '5' }] }] },
      ['frequencyPolicies', 0, 'limits', 0, 'per'],
    ],
    ['a short token', { project: { token: 'x' } }, ['project', 'token']],
    [
      'an unknown permission',
      { project: { apiGroups: [{ access: 'public', permissions: ['All'] }] } },
      ['project', 'apiGroups', 0, 'permissions', 0],
    ],
  ])('%s is refused at its place', (_, world, path) => {
    const { error } = bloomreachWorldSchema.safeParse(world)

    expect(error?.issues.map(issue => issue.path)).toContainEqual(path)
  })

  test('has a JSON Schema for editors', () => {
    const schema = z.toJSONSchema(bloomreachWorldSchema, { io: 'input', unrepresentable: 'any' })

    expect(Object.keys(schema.properties ?? {})).toContain('customers')
  })
})

describe('a name that is given twice is refused at its second place', () => {
  const segments = [{ name: 'gold', if: { jinja: '1' } }]
  const judge = (world: object) =>
    bloomreachWorldSchema.safeParse(world).error?.issues.map(({ path }) => path.join('.'))

  test.each([
    ['htmlBlocks', 'id', { id: 'a', html: '' }],
    ['snippets', 'name', { name: 'a', text: '' }],
    ['segmentations', 'name', { name: 'a', segments }],
    ['frequencyPolicies', 'name', { name: 'a', limits: [] }],
    ['throughputPolicies', 'name', { name: 'a', concurrencyLimit: 1 }],
    ['emailTemplates', 'id', { id: 'a', subject: 'Hi', html: 'Hi' }],
  ])('%s, by their %s', (list, field, entry) => {
    expect(judge({ [list]: [entry, { ...entry, [field]: 'b' }] })).toBeUndefined()
    expect(judge({ [list]: [entry, entry] })).toEqual([`${list}.1.${field}`])
  })

  test('the segments of a segmentation', () => {
    const twice = [...segments, ...segments]

    expect(judge({ segmentations: [{ name: 'a', segments: twice }] })).toEqual([
      'segmentations.0.segments.1.name',
    ])
  })
})
