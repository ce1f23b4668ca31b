import { expect, test } from 'vitest'
import { findingsOf } from '../../../../mocks/bloomreach/definition/findings.ts'
import { givenScenarios } from '../../../support/scenarios.ts'

const known = {
  authentications: ['Talon.One'],
  presets: [],
  consentCategories: ['newsletter'],
  frequencyPolicies: [],
  throughputPolicies: [],
}
const now = { id: 1, type: 'now' }
const email = { id: 2, type: 'email', subject: 'x', html: 'x' }
const valid = { name: 'x', nodes: [now, email], connections: [[1, 2]] }

const codes = (input: unknown) =>
  findingsOf(input, known).findings.map(({ code, path }) => [code, path.join('.')])

test('a complete scenario has no findings', () => {
  expect(codes(valid)).toEqual([])
})

test.each([
  ['an unknown key', { ...valid, colour: 'red' }, 'unknown-key', 'colour'],
  [
    'an unknown key of a node',
    { ...valid, nodes: [now, { ...email, htlm: '' }] },
    'unknown-key',
    'nodes.1.htlm',
  ],
  ['a wrong type', { ...valid, nodes: [now, { ...email, subject: 7 }] }, 'invalid-field', 'nodes.1.subject'],
  [
    'an unknown kind of node',
    { ...valid, nodes: [now, { id: 2, type: 'fax' }] },
    'invalid-field',
    'nodes.1.type',
  ],
  [
    'two nodes with one id',
    { ...valid, nodes: [now, { ...email, id: 1 }] },
    'duplicate-node-id',
    'nodes.1.id',
  ],
  ['a connection to nowhere', { ...valid, connections: [[1, 9]] }, 'dangling-connection', 'connections.0.1'],
  [
    'a connection from nowhere',
    { ...valid, connections: [[9, 2]] },
    'dangling-connection',
    'connections.0.0',
  ],
  [
    'a connection into a trigger',
    {
      ...valid,
      connections: [
        [1, 2],
        [2, 1],
      ],
    },
    'connection-into-trigger',
    'connections.1.1',
  ],
  [
    'an exit that is not there',
    { ...valid, connections: [[1, 2, 'else']] },
    'unknown-exit',
    'connections.0.2',
  ],
  [
    'the same connection twice',
    {
      ...valid,
      connections: [
        [1, 2],
        [1, 2],
      ],
    },
    'duplicate-connection',
    'connections.1.0',
  ],
  ['no trigger', { name: 'x', nodes: [email] }, 'no-trigger', 'nodes'],
  [
    'an unknown consent category',
    { ...valid, nodes: [now, { ...email, consentCategory: 'newsleter' }] },
    'unknown-consent-category',
    'nodes.1.consentCategory',
  ],
  [
    'an unknown consent category in a condition',
    {
      name: 'x',
      nodes: [now, { id: 3, type: 'condition', if: { any: [{ not: { consent: 'sms' } }] } }, email],
      connections: [
        [1, 3],
        [3, 2],
      ],
    },
    'unknown-consent-category',
    'nodes.1.if.any.0.not.consent',
  ],
  [
    'an unknown consent category in the customer filter',
    { ...valid, customerFilter: { consent: 'sms' } },
    'unknown-consent-category',
    'customerFilter.consent',
  ],
  [
    'an unknown frequency policy',
    { ...valid, nodes: [now, { ...email, frequencyPolicy: 'x' }] },
    'unknown-frequency-policy',
    'nodes.1.frequencyPolicy',
  ],
  [
    'an unknown authentication',
    { ...valid, nodes: [now, { id: 2, type: 'webhook', url: 'https://x.example', authentication: 'x' }] },
    'unknown-authentication',
    'nodes.1.authentication',
  ],
  [
    'an unknown preset',
    { ...valid, nodes: [now, { id: 2, type: 'webhook', preset: 'x' }] },
    'unknown-webhook-preset',
    'nodes.1.preset',
  ],
])('%s is found', (_, input, code, path) => {
  expect(codes(input)).toContainEqual([code, path])
})

test('a node that nothing leads to, and one that leads nowhere, are found', () => {
  const wait = { id: 3, type: 'wait', period: '1 minute' }

  expect(codes({ ...valid, nodes: [now, email, wait] })).toEqual([['unreachable-node', 'nodes.2']])
  expect(codes({ name: 'x', nodes: [now, wait], connections: [[1, 3]] })).toEqual([
    ['missing-connection', 'nodes.1'],
  ])
})

test('a cycle without a wait is found, one with a wait is not', () => {
  const loop = (middle: object) => ({
    name: 'x',
    nodes: [now, email, middle],
    connections: [
      [1, 2],
      [2, 3],
      [3, 2],
    ],
  })

  expect(codes(loop({ id: 3, type: 'set_attribute', attributes: {} }))).toEqual([
    ['cycle-without-wait', 'nodes.1'],
  ])
  expect(codes(loop({ id: 3, type: 'wait', period: '1 day' }))).toEqual([])
})

test.each([
  [{ type: 'wait' }, 'expected exactly one of period, until, event and silentHours'],
  [{ type: 'wait', period: 'soon' }, 'expected a length of time'],
  [{ type: 'wait', period: '{{ 1 }}' }, 'expected the unit that the dynamic period counts in'],
  [{ type: 'wait', period: '1 day', unit: 'hours' }, 'a unit belongs to a period in Jinja only'],
  [{ type: 'wait', until: 'tomorrow' }, 'expected an instant'],
  [{ type: 'wait', event: { type: 'x' } }, 'a wait for an event and its timeout go together'],
  [{ type: 'wait', silentHours: { from: '21:00', to: '21:00' } }, 'expected another time of day than from'],
  [
    { type: 'push', title: 'x', generalConsent: true, consentCategory: 'newsletter' },
    'expected one of generalConsent',
  ],
  [
    { type: 'sms', text: 'x', generalConsent: true, consentCategory: 'newsletter' },
    'expected one of generalConsent',
  ],
  [{ type: 'repeat', every: 'day', weekdays: ['monday'] }, 'weekdays go with every: week'],
  [{ type: 'repeat', every: 'week', dayOfMonth: 3 }, 'a day of the month goes with every: month'],
  [
    { type: 'repeat', every: 'day', from: '2026-02-01T00:00:00Z', until: '2026-01-01T00:00:00Z' },
    'expected an instant that is not before from',
  ],
  [
    { type: 'on_date_attribute', attribute: 'born', before: '1 day', after: '1 day' },
    'expected one of before and after',
  ],
  [{ type: 'on_date_attribute', attribute: 'born', before: '90 minutes' }, 'expected whole days'],
  [
    { type: 'on_date_attribute', attribute: 'born', times: ['09:00', '09:00'] },
    'expected every time of day once',
  ],
  [{ type: 'segmentation_fork', segmentation: 'Plan', segments: ['a', 'a'] }, 'expected every segment once'],
  [{ type: 'segmentation_fork', segmentation: 'Plan', segments: ['else'] }, 'is the exit of everyone else'],
  [
    {
      type: 'ab_split',
      variants: [
        { name: 'A', share: 50 },
        { name: 'B', share: 40 },
      ],
    },
    'the shares add up to 90, expected 100',
  ],
  [{ type: 'webhook', method: 'HEAD', url: 'x' }, 'expected "GET", "POST"'],
  [{ type: 'webhook' }, 'expected a url, or the name of a preset'],
  [
    { type: 'webhook', url: 'x', headers: [{ name: 'no good', value: '' }] },
    'expected the name of an HTTP header',
  ],
  [
    { type: 'webhook', url: 'x', response: 'json', batch: { root: '', customer: '' } },
    'it can only be discarded',
  ],
  [
    { type: 'webhook', url: 'x', batch: { root: '', customer: '', size: 1_001 } },
    'expected a number of at most 1000',
  ],
  [{ type: 'email', subject: 'x' }, 'expected html, text or both'],
  [{ type: 'repeat', every: 'day', timeZone: 'Mars/Olympus' }, 'expected a time zone'],
  [{ type: 'on_date', at: '2026-13-01' }, 'expected an instant with its offset'],
])('the field of %j is refused with a sentence', (node, sentence) => {
  const { findings } = findingsOf(
    { name: 'x', nodes: [now, { id: 2, ...node }], connections: [[1, 2]] },
    known,
  )

  expect(findings.map(({ message }) => message).join(' ')).toContain(sentence)
  expect(findings[0]?.node).toBe(2)
})

test.each([undefined, null, 7, 'x', [], {}])('%j is no scenario, and says so', input => {
  expect(findingsOf(input, known).findings.length).toBeGreaterThan(0)
})

test('a definition that is too large is refused with the vendor’s words', async () => {
  const bloomreach = await givenScenarios({ settings: { scenarioSizeLimit: 2_000 } })
  const flow = (html: string) => ({ name: 'x', nodes: [now, { ...email, html }], connections: [[1, 2]] })

  const [finding] = bloomreach.scenarios.findings(flow('x'.repeat(2_000)))

  expect(finding?.message).toMatch(
    /^internal error about scenario size limit: 2\d\d\d bytes, at most 2000\.$/,
  )
  expect(bloomreach.scenarios.findings(flow('x'.repeat(1_000)))).toEqual([])
})

const segment = (segmentation: string, is: string) => ({ segment: { segmentation, is } })

test.each([
  ['an unknown segmentation', segment('Tier', 'gold'), 'nodes.1.if.segment.segmentation'],
  ['an unknown segment', segment('Plan', 'gold'), 'nodes.1.if.segment.is'],
  ['one deep inside', { any: [{ not: segment('Plan', 'gold') }] }, 'nodes.1.if.any.0.not.segment.is'],
])('%s in a condition is found', (_, condition, path) => {
  const nodes = [now, { id: 2, type: 'condition', if: condition }, { ...email, id: 3 }]
  const segmentations = [{ id: 's', name: 'Plan', segments: [{ name: 'free', if: {} }] }]
  const input = {
    name: 'x',
    nodes,
    connections: [
      [1, 2],
      [2, 3],
    ],
  }

  expect(findingsOf(input, { ...known, segmentations }).findings).toMatchObject([
    {
      code: 'unknown-segmentation',
      path: path.split('.').map(part => (/^\d+$/.test(part) ? Number(part) : part)),
    },
  ])
})

test.each([
  [{ operator: 'equals' }, 'expected a value for "equals"'],
  [{ operator: 'in' }, 'expected a value for "in"'],
  [{ operator: 'is set', value: 1 }, 'expected no value'],
  [{ operator: 'equals', value: [1] }, 'expected one value'],
  [{ operator: 'greater than', value: 'four' }, 'expected a number'],
  [{ operator: 'at most', value: ' ' }, 'expected a number'],
])('the property filter %j is refused', (filter, sentence) => {
  const nodes = [
    now,
    { id: 2, type: 'condition', if: { attributes: [{ property: 'p', ...filter }] } },
    { ...email, id: 3 },
  ]

  const { findings } = findingsOf({ name: 'x', nodes, connections: [[1, 2]] }, known)

  expect(findings.map(({ message }) => message).join(' ')).toContain(sentence)
})

test.each([{ events: [{ type: 'e', atLeast: 5, atMost: 2 }] }, { any: [] }, { all: [] }])(
  'the condition %j is refused',
  condition => {
    const nodes = [now, { id: 2, type: 'condition', if: condition }, { ...email, id: 3 }]

    expect(codes({ name: 'x', nodes, connections: [[1, 2]] })).toMatchObject([
      ['invalid-field', expect.any(String)],
    ])
  },
)

test('a wrong scenario is refused with all findings, and the kept one stays', async () => {
  const bloomreach = await givenScenarios()
  const { id } = bloomreach.scenarios.create(valid)

  expect(() => bloomreach.scenarios.replace(id, { ...valid, connections: [[1, 9]] })).toThrow(
    'Cannot keep the scenario: The connection [1, 9] names node 9, which does not exist. Use one of the ids 1, 2. (dangling-connection)',
  )
  expect(bloomreach.scenarios.get(id)).toMatchObject({ version: 1, connections: [[1, 2]] })
})

test('what was read can be written back', async () => {
  const bloomreach = await givenScenarios()
  const { id } = bloomreach.scenarios.create(valid)

  expect(bloomreach.scenarios.replace(id, bloomreach.scenarios.get(id)).version).toBe(2)
})
