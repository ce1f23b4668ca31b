// Rules of the vendor's pages that no other file is about.
import { expect, test, vi } from 'vitest'
import {
  chain,
  email,
  givenScenarios,
  HOUR,
  MINUTE,
  now,
  TALON_ONE,
  webhook,
} from '../../support/scenarios.ts'

const two = ['ada', 'grace']

test('a node’s id is a small integer, and the same integer is action_id in campaign events', async () => {
  const bloomreach = await givenScenarios()

  const id = await bloomreach.start(chain(now, webhook({ id: 7 }), email({ id: 12 })))

  expect(bloomreach.campaignEvents('ada').map(({ action_id }) => action_id)).toEqual([7, 12, 12])
  expect(bloomreach.scenarios.evaluation(id).nodes.map(node => node.id)).toEqual([1, 7, 12])
})

test('several flows may stand in one scenario', async () => {
  const bloomreach = await givenScenarios({ customers: two })

  await bloomreach.start({
    name: 'Two flows',
    nodes: [
      now,
      email({ id: 2, html: 'to everyone' }),
      { id: 3, type: 'on_event', event: 'purchase' },
      email({ id: 4, html: 'thank you' }),
    ],
    connections: [
      [1, 2],
      [3, 4],
    ],
  })
  await bloomreach.track('grace', 'purchase')

  expect(bloomreach.outbox.map(({ to, text }) => `${to}: ${text}`)).toEqual([
    'ada@example.com: to everyone',
    'grace@example.com: to everyone',
    'grace@example.com: thank you',
  ])
})

test('evaluation has who flowed through a node, who succeeded and who aborted with an error', async () => {
  const bloomreach = await givenScenarios({
    customers: [...two, 'edsger'],
    answer: (_, calls) => (calls === 2 ? new Response(null, { status: 409 }) : Response.json({ code: 'X' })),
  })

  const id = await bloomreach.start(chain(now, webhook(), email()))

  expect(bloomreach.node(id, 3)).toMatchObject({ entered: 3, succeeded: 2, failed: 1 })
  expect(bloomreach.node(id, 4)).toMatchObject({ entered: 2, succeeded: 2, failed: 0 })
})

test('evaluation of a condition has matched and not matched, and a loose end is counted nowhere', async () => {
  const bloomreach = await givenScenarios({
    customers: [...two, 'edsger'],
    attributes: name => ({ vip: name === 'ada' }),
  })

  const id = await bloomreach.start({
    name: 'VIPs',
    nodes: [
      now,
      { id: 2, type: 'condition', if: { attributes: [{ property: 'vip', value: true }] } },
      email({ id: 3, html: 'for you' }),
    ],
    connections: [
      [1, 2],
      [2, 3],
    ],
  })

  expect(bloomreach.node(id, 2)).toMatchObject({ entered: 3, exits: { '': 1, else: 2 } })
  expect(bloomreach.node(id, 3)).toMatchObject({ entered: 1 })
})

test.each([
  ['json', '{"code":"{{ customer.first_name }}"}', 'application/json'],
  ['text', 'for {{ customer.first_name }}', 'text/plain'],
  ['xml', '<for>{{ customer.first_name }}</for>', 'application/xml'],
] as const)('the payload is JSON, text or XML: %s', async (payloadType, payload, type) => {
  const bloomreach = await givenScenarios()

  await bloomreach.start(chain(now, webhook({ method: 'POST', payloadType, payload })))

  expect(bloomreach.requests).toMatchObject([{ body: payload.replace('{{ customer.first_name }}', 'ada') }])
  expect(bloomreach.requests[0]?.headers.get('content-type')).toContain(type)
})

test('POST is the method of a webhook until it is changed', async () => {
  const bloomreach = await givenScenarios()

  await bloomreach.start(chain(now, { id: 3, type: 'webhook', url: TALON_ONE }))

  expect(bloomreach.requests).toMatchObject([{ method: 'POST' }])
})

test('200 is accepted, also with a business failure in its body', async () => {
  const bloomreach = await givenScenarios({
    answer: () => Response.json({ success: false, errors: ['no points left'] }),
  })

  const id = await bloomreach.start(chain(now, webhook(), email({ html: '{{ webhook.errors[0] }}' })))

  expect(bloomreach.node(id, 3)).toMatchObject({ succeeded: 1, failed: 0 })
  expect(bloomreach.outbox[0]?.text).toBe('no points left')
})

test.each([0, 1_001, 2.5])('a batch has 1 to 1000 customers, another size is refused: %s', async size => {
  const { scenarios } = await givenScenarios()
  const batch = { customer: '{{ customer.email }}', root: '[{{ customers | join(",") }}]' }
  const flow = (given: object) =>
    scenarios.findings(
      chain(now, { id: 3, type: 'webhook', url: TALON_ONE, batch: { ...batch, ...given } } as never),
    )

  expect(flow({ size })).toMatchObject([{ node: 3, message: expect.stringContaining('size') }])
  expect([1, 1_000].flatMap(allowed => flow({ size: allowed }))).toEqual([])
})

test('the consent page has its link in Email, SMS, push, Add event and Set attribute', async () => {
  const bloomreach = await givenScenarios({ attributes: () => ({ phone: '+421 900 123 456' }) })
  const link = 'link {{ consent.page }}'

  await bloomreach.start(
    chain(
      now,
      email({ id: 2, html: link }),
      { id: 3, type: 'sms', text: link },
      { id: 4, type: 'push', title: 'Hi', text: link },
      { id: 5, type: 'add_event', event: 'asked', attributes: { page: link } },
      { id: 6, type: 'set_attribute', attributes: { page: link } },
    ),
  )

  const customer = bloomreach.customer('ada')
  const said = [
    bloomreach.outbox[0]?.text,
    bloomreach.journal('sms-sent')[0]?.text,
    bloomreach.journal('push-sent')[0]?.text,
    bloomreach.events.of(customer.id, 'asked')[0]?.properties.page,
    customer.properties.page,
  ]
  expect(said[0]).toMatch(/^link http:\/\/127\.0\.0\.1:4400\/\S+$/)
  expect(new Set(said).size).toBe(1)
})

test('aggregates, expressions, metrics, reports and catalogs of the world are read by templates', async () => {
  const bloomreach = await givenScenarios({
    world: {
      customers: [
        {
          ids: { registered: 'ada@example.com' },
          attributes: { email: 'ada@example.com' },
          aggregates: { spent: 120 },
          expressions: { tier: 'gold' },
        },
        { ids: { registered: 'bob@example.com' }, attributes: { email: 'bob@example.com' } },
      ],
      metrics: { orders: 42 },
      reports: {
        sales: { Bratislava: { revenue: 12.5 } },
        orders: {
          header: ['city', 'count'],
          rows: [
            ['Wien', 2],
            ['Bratislava', 3],
          ],
        },
      },
      catalogs: { Shoes: { a: { title: 'Red' } } },
    },
  })
  const html = [
    "{{ aggregates['spent'] }} {{ expressions.tier }} {{ metrics('orders') }}",
    "{{ report_value_by_key('sales', 'Bratislava', 'revenue') }} {{ catalogs.Shoes.item_by_id('a').title }}",
    "{{ report_value_by_key('orders', 'Bratislava', 'count') }}",
  ].join(' ')

  await bloomreach.start(chain(now, email({ id: 2, html })))

  expect(bloomreach.outbox.map(({ text }) => text)).toEqual(['120 gold 42 12.5 Red 3', '42 12.5 Red 3'])
})

test('a filter on a block set is not supported: the mail is enqueue_failed', async () => {
  const bloomreach = await givenScenarios()

  await bloomreach.start(
    chain(now, email({ html: '{% set x | upper %}{{ customer.first_name }}{% endset %}{{ x }}' })),
  )

  expect(bloomreach.campaignEvents('ada')).toMatchObject([
    { status: 'enqueue_failed', message: expect.stringContaining('A filter on a block set') },
  ])
})

test('suppressed has the type that says why: consent, frequency policy or suppression list', async () => {
  const bloomreach = await givenScenarios({
    world: {
      consentCategories: ['newsletter', 'offers'],
      frequencyPolicies: [{ name: 'None', limits: [{ count: 0, per: '1 day' }] }],
      suppressionList: ['listed.example.com'],
    },
    attributes: () => ({ email: 'ada@listed.example.com' }),
    settings: { afterSuppression: 'continue' },
  })
  const held = chain(
    now,
    email({ id: 2, html: 'x', consentCategory: 'offers' }),
    email({ id: 3, html: 'x', frequencyPolicy: 'None' }),
    email({ id: 4, html: 'x' }),
  )

  await bloomreach.start(held)

  const said = bloomreach
    .campaignEvents('ada')
    .map(({ status, type, message }) => [status, type, typeof message])
  expect(said).toEqual([
    ['suppressed', 'consent', 'string'],
    ['suppressed', 'frequency_policy', 'string'],
    ['suppressed', 'suppression_list', 'string'],
  ])
})

test('a node that is added to a running scenario acts on those who come by from then on', async () => {
  const bloomreach = await givenScenarios()
  const wait = { id: 2, type: 'wait', period: '1 hour' } as const
  const id = await bloomreach.start(chain(now, wait, email({ id: 3, html: 'the end' })))

  bloomreach.scenarios.replace(
    id,
    chain(
      now,
      wait,
      { id: 4, type: 'sms', text: 'new', recipients: { manual: '+421 900 123 456' } },
      email({ id: 3, html: 'the end' }),
    ),
  )
  await bloomreach.advance(HOUR)

  expect([...new Set(bloomreach.campaignEvents('ada').map(({ action_id }) => action_id))]).toEqual([4, 3])
})

test('a restored version is the newest one, and the history shows what changed between two', async () => {
  const bloomreach = await givenScenarios()
  const flow = (period: string) => chain(now, { id: 2, type: 'wait', period }, email({ id: 3, html: 'x' }))
  const id = bloomreach.create(flow('1 hour'))
  bloomreach.scenarios.replace(id, flow('2 hours'))

  expect(bloomreach.scenarios.diff(id, 1, 2).nodes).toEqual([
    {
      node: 2,
      change: 'changed',
      fields: ['period'],
      values: { period: { before: '1 hour', after: '2 hours' } },
    },
  ])
  bloomreach.scenarios.restore(id, 1)

  expect(bloomreach.scenarios.get(id)).toMatchObject({ version: 3, nodes: [{}, { period: '1 hour' }, {}] })
})

test('the API trigger needs the permission Campaigns > API trigger', async () => {
  const bloomreach = await givenScenarios({
    world: {
      project: {
        apiGroups: [{ access: 'private', keyId: 'key', secret: 'secret', permissions: ['Events > Get'] }],
      },
    },
  })
  const id = await bloomreach.start(chain({ id: 1, type: 'api_trigger' }, email({ html: 'x' })))
  const path = new URL(bloomreach.scenarios.apiTriggers(id).triggers[0]?.url ?? '').pathname

  const { status } = await bloomreach.app.request(path, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('key:secret')}` },
    body: '{}',
  })
  await bloomreach.settle()

  expect(status).toBe(403)
  expect(bloomreach.outbox).toEqual([])
})

test.each([
  [10_000_000, 0],
  [10_000_001, 10],
  [100_000_001, 100],
])(
  'with more than 10 million customers the API trigger’s window is at least 10 seconds, with more than 100 million 100: %i customers, %i seconds',
  async (size, seconds) => {
    const bloomreach = await givenScenarios()
    const id = await bloomreach.start(chain({ id: 1, type: 'api_trigger' }, email({ html: 'x' })))
    vi.spyOn(bloomreach.customers, 'size', 'get').mockReturnValue(size)
    const customer = bloomreach.customer('ada')
    const call = () =>
      bloomreach.scenarios.callTrigger({ scenarioId: id, node: 1, customer, params: {}, causedBy: 0 })

    expect(call()).toBe(true)
    if (seconds > 0) {
      await bloomreach.advance(seconds * 1_000 - 1)
      expect(call()).toBe(false)
    }
    await bloomreach.advance(1)
    expect(call()).toBe(true)
  },
)

test('campaign_policy is the id of the policy, and empty without one', async () => {
  const bloomreach = await givenScenarios({
    world: { frequencyPolicies: [{ name: 'Newsletters', limits: [{ count: 2, per: '1 day' }] }] },
  })

  await bloomreach.start(
    chain(now, email({ id: 2, html: 'Hi', frequencyPolicy: 'Newsletters' }), email({ id: 3, html: 'Hi' })),
  )

  const policies = bloomreach
    .campaignEvents('ada')
    .map(({ action_id, campaign_policy }) => [action_id, campaign_policy])
  expect(policies).toContainEqual([3, ''])
  expect(policies.find(([action]) => action === 2)?.[1]).toMatch(/\S/)
})

test('a scenario that is active acts on newly collected events, an inactive one does not', async () => {
  const bloomreach = await givenScenarios()
  const id = await bloomreach.start(
    chain({ id: 1, type: 'on_event', event: 'purchase' }, email({ id: 2, html: 'thanks' })),
  )
  await bloomreach.track('ada', 'purchase')
  bloomreach.scenarios.stop(id)
  await bloomreach.settle()
  await bloomreach.track('ada', 'purchase')
  await bloomreach.advance(MINUTE)

  expect(bloomreach.outbox).toHaveLength(1)
})

test('the default frequency policy is that of every action that names none', async () => {
  const frequencyPolicies = [
    { id: 'p', name: 'One a day', default: true, limits: [{ count: 1, per: '1 day' }] },
  ]
  const bloomreach = await givenScenarios({ world: { frequencyPolicies } })
  const twice = chain(now, email({ id: 2, html: 'x' }), email({ id: 3, html: 'x' }))

  await bloomreach.start(twice)

  expect(bloomreach.outbox).toHaveLength(1)
  expect(bloomreach.campaignEvents('ada').at(-1)).toMatchObject({
    status: 'suppressed',
    campaign_policy: 'p',
  })
})

test('a blocked frequency policy can be assigned in no scenario', async () => {
  const frequencyPolicies = [{ name: 'Old', blocked: true, limits: [] }]
  const { scenarios } = await givenScenarios({ world: { frequencyPolicies } })

  expect(scenarios.findings(chain(now, email({ frequencyPolicy: 'Old' })))).toMatchObject([
    { code: 'blocked-frequency-policy', node: 4 },
  ])
})

test('mails to recipients who are set manually do not count under the policy either', async () => {
  const frequencyPolicies = [{ name: 'One', limits: [{ count: 1, per: '1 day' }] }]
  const bloomreach = await givenScenarios({ world: { frequencyPolicies } })
  const policy = { frequencyPolicy: 'One', html: 'x' }

  await bloomreach.start(
    chain(
      now,
      email({ id: 2, ...policy, recipients: { manual: 'qa@example.com' } }),
      email({ id: 3, ...policy }),
    ),
  )

  expect(bloomreach.outbox.map(({ to }) => to)).toEqual([['qa@example.com'], ['ada@example.com']])
})

test('who rejected every category gets no message that names none, a webhook goes out all the same', async () => {
  const bloomreach = await givenScenarios({ settings: { afterSuppression: 'continue' } })
  const { id: customerId } = bloomreach.customer('ada')
  bloomreach.consents.reject({ customerId, category: 'newsletter', source: 'test' })

  await bloomreach.start(
    chain(now, webhook(), email({ html: 'x' }), email({ id: 5, html: 'x', generalConsent: true })),
  )

  expect(bloomreach.campaignEvents('ada').map(({ action_id, status }) => [action_id, status])).toEqual([
    [3, 'sent'],
    [4, 'suppressed'],
    [5, 'enqueued'],
    [5, 'delivered'],
  ])
})

test.each(['Infinity', '{{ 1e308 * 10 }}', '1e15', '0x1F', 'soon'])(
  'a custom timestamp of %s is no Unix time: the node fails and adds no event',
  async timestamp => {
    const bloomreach = await givenScenarios()

    const id = await bloomreach.start(chain(now, { id: 2, type: 'add_event', event: 'odd', timestamp }))

    expect(bloomreach.node(id, 2)).toMatchObject({ failed: 1 })
    expect(bloomreach.events.of(bloomreach.customer('ada').id, 'odd')).toEqual([])
  },
)

test('the errors of a node are its campaign events, grouped by their message', async () => {
  const bloomreach = await givenScenarios({
    customers: ['ada', 'grace', 'edsger'],
    answer: (_, calls) => new Response(null, { status: calls === 3 ? 401 : 409 }),
  })

  const id = await bloomreach.start(chain(now, webhook()))

  const failed = ['ada', 'grace', 'edsger'].flatMap(bloomreach.campaignEvents)
  expect(failed.map(({ action_id, campaign_id }) => [action_id, campaign_id])).toEqual(Array(3).fill([3, id]))
  expect(failed.map(({ message }) => message)).toEqual(['HTTP 409', 'HTTP 409', 'HTTP 401'])
  expect(bloomreach.node(id, 3).messages).toEqual([
    { message: 'HTTP 409', count: 2 },
    { message: 'HTTP 401', count: 1 },
  ])
})

test('a scenario can be copied: what is read of one is created as another', async () => {
  const { scenarios, create } = await givenScenarios()
  const { id, ...read } = scenarios.get(create(chain(now, email({ html: 'x' }))))

  const copy = scenarios.create({ ...read, name: 'Copy' })

  expect(copy.id).not.toBe(id)
  expect(copy).toMatchObject({
    name: 'Copy',
    status: 'draft',
    nodes: read.nodes,
    connections: read.connections,
  })
})

test('event and customer are read by their words, also where a name has a space', async () => {
  const bloomreach = await givenScenarios({ attributes: () => ({ 'first name': 'Ada' }) })
  const html = '{{ customer["first name"] }} bought {{ event.item }} and {{ event["second item"] }}'
  await bloomreach.start(chain({ id: 1, type: 'on_event', event: 'purchase' }, email({ html })))

  await bloomreach.track('ada', 'purchase', { item: 'tea', 'second item': 'milk' })

  expect(bloomreach.outbox[0]?.text).toBe('Ada bought tea and milk')
})
