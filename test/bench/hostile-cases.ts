// What is thrown at the command while another client asks whether it is ready: whole corpora of test/hostile, and what
// heavy or malformed requests there are beside them.
import { setTimeout } from 'node:timers/promises'
import { handOver } from '../support/mail-fields.ts'
import { intoSocket, type Subject } from './hostile-subject.ts'

export interface HostileCase {
  kind: string
  name: string
  attack(subject: Subject): Promise<unknown>
}

const MEGABYTE = 1_000_000

export async function hostileCases(): Promise<HostileCase[]> {
  // Whole, not the quarter that `npm test` takes.
  process.env.HOSTILE = 'full'
  const { HEAVY_MAILS, HEAVY_SEARCHES, ACTING_MAILS } = await import('../hostile/mails.ts')
  const { DEAR, LONG, TOO_LARGE } = await import('../hostile/hostile-templates.ts')
  return [
    { kind: 'idle', name: 'nothing at all, for two seconds', attack: () => setTimeout(2_000) },
    ...HEAVY_MAILS.map(([name, raw]) => ({ kind: 'mails', name, attack: mailRead(raw) })),
    ...HEAVY_SEARCHES.map(query => ({ kind: 'searches', name: query.slice(0, 20), attack: search(query) })),
    { kind: 'mails', name: 'a hundred that act, in every view', attack: readAll(ACTING_MAILS) },
    ...[...DEAR, ...TOO_LARGE, ...LONG].map(template => ({
      kind: 'templates',
      name: template.slice(0, 60),
      attack: rendered(template),
    })),
    ...BODIES.map(([name, text]) => ({ kind: 'bodies', name, attack: everywhere(text) })),
    ...SOCKETS.map(([name, pieces]) => ({ kind: 'sockets', name, attack: intoBothPorts(pieces) })),
    ...REQUESTS.map(([name, attack]) => ({ kind: 'requests', name, attack })),
  ]
}

const VIEWS = (id: string) => [
  '/api/v1/messages?limit=1',
  `/api/v1/message/${id}`,
  `/api/v1/message/${id}/headers`,
  '/api/v1/search?query=paragraph',
  `/view/${id}`,
  `/view/${id}?tab=source`,
  `/view/${id}?tab=headers`,
  `/view/${id}.txt`,
  `/view/${id}.html?embed=1`,
  '/view/latest',
]

const mailRead = (raw: Buffer) => async (subject: Subject) => {
  const id = await handOver(subject.inbox, raw)
  for (const view of VIEWS(id)) await read(subject.inbox.url + view)
}

const readAll = (mails: readonly Buffer[]) => async (subject: Subject) => {
  for (const raw of mails) await mailRead(raw)(subject)
}

const search = (query: string) => (subject: Subject) =>
  read(`${subject.inbox.url}/api/v1/search?query=${encodeURIComponent(query)}`)

async function read(url: string): Promise<void> {
  const answer = await fetch(url)
  await answer.arrayBuffer()
  if (answer.status >= 500 && answer.status !== 501) throw new Error(`${url} is answered ${answer.status}`)
}

const rendered = (template: string) => (subject: Subject) =>
  walked(subject, [{ id: 2, type: 'set_attribute', attributes: { rendered: template } }])

interface HostileNode {
  id: number
  type: string
  [field: string]: unknown
}

/** All customers through a chain of nodes behind Now. */
async function walked(subject: Subject, nodes: readonly HostileNode[], more: object = {}): Promise<void> {
  const made = await subject.control('POST', '/bloomreach/scenarios', {
    name: 'Hostile',
    nodes: [{ id: 1, type: 'now' }, ...nodes],
    connections: nodes.map(({ id }, index) => [index === 0 ? 1 : (nodes[index - 1]?.id ?? 1), id]),
    ...more,
  })
  if (made.status >= 300) return
  const { id } = JSON.parse(made.text) as { id: string }
  await subject.control('POST', `/bloomreach/scenarios/${id}/preview`, {})
  await subject.control('POST', `/bloomreach/scenarios/${id}/start`, {})
  const settled = await subject.control('POST', '/settle', { timeout: '60s' })
  await subject.control('GET', `/bloomreach/scenarios/${id}/evaluation`)
  await subject.control('DELETE', `/bloomreach/scenarios/${id}`)
  if (settled.status >= 500 && settled.status !== 504)
    throw new Error(`settle is answered ${settled.status}: ${settled.text}`)
}

const keys = (count: number, prefix = '') =>
  `{${Array.from({ length: count }, (_, index) => `"${prefix}${index}":${index}`).join(',')}}`

const batched = (customer: number, properties: string) =>
  `{"name":"customers","data":{"customer_ids":{"registered":"batched-${customer}"},"properties":${properties}}}`

const BODIES: readonly (readonly [string, string])[] = [
  ['brackets without end', '['.repeat(MEGABYTE)],
  ['objects in objects', '{"a":'.repeat(500_000)],
  ['deep and whole', '['.repeat(4_000) + ']'.repeat(4_000)],
  ['deep, whole and megabytes', `{"a":${'['.repeat(MEGABYTE)}${']'.repeat(MEGABYTE)}}`],
  ['a number of a megabyte', `{"a":${'9'.repeat(MEGABYTE)}}`],
  ['a text of nine megabytes', JSON.stringify({ name: 'x'.repeat(9 * MEGABYTE) })],
  ['two hundred thousand keys', keys(200_000)],
  [
    'a thousand objects of a hundred keys of their own',
    `[${Array.from({ length: 1_000 }, (_, i) => keys(100, `${i}_`)).join(',')}]`,
  ],
  [
    'a batch of fifty commands of 4,000 properties',
    `{"commands":[${Array.from({ length: 50 }, (_, i) => batched(i, keys(4_000, `${i}_`))).join(',')}]}`,
  ],
  ['a million numbers', `{"nodes":[${'1,'.repeat(MEGABYTE)}1]}`],
  ['a hundred thousand commands', `{"commands":[${'{},'.repeat(100_000)}{}]}`],
  ['a hundred thousand nodes', `{"name":"x","nodes":[${'{"id":1},'.repeat(100_000)}{}],"connections":[]}`],
  ['escapes', `{"a":"${'\\u0041'.repeat(MEGABYTE)}"}`],
  ['bytes that are no UTF-8', Buffer.alloc(MEGABYTE, 0xff).toString('latin1')],
]

const everywhere = (text: string) => async (subject: Subject) => {
  const { environment: env } = subject
  const track = `/track/v2/projects/${env.BLOOMREACH_PROJECT_TOKEN}`
  const basic = `Basic ${btoa(`${env.BLOOMREACH_API_KEY_ID}:${env.BLOOMREACH_API_SECRET}`)}`
  const paths: [string, string, string][] = [
    ['POST', '/_sandbox/bloomreach/scenarios', ''],
    ['POST', '/_sandbox/faults', ''],
    ['POST', `${track}/customers`, basic],
    ['POST', `${track}/batch`, basic],
    ['POST', '/v1/referrals', `ApiKey-v1 ${env.TALON_ONE_API_KEY}`],
    ['PUT', '/v2/customer_sessions/h', `ApiKey-v1 ${env.TALON_ONE_API_KEY}`],
    ['POST', '/v1/applications/1/campaigns', `ManagementKey-v1 ${env.TALON_ONE_MANAGEMENT_KEY}`],
  ]
  for (const [method, path, authorization] of paths) {
    const { status } = await subject.call(method, path, text, { authorization })
    if (status >= 500 && status !== 501) throw new Error(`${method} ${path} is answered ${status}`)
  }
  await fetch(`${subject.inbox.url}/api/v1/send`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: text,
  })
}

const line = (path: string, ...headers: string[]) =>
  [`POST ${path} HTTP/1.1`, 'host: localhost', ...headers, '', ''].join('\r\n')

const SOCKETS: readonly (readonly [string, readonly (string | Buffer)[]])[] = [
  ['no line', [Buffer.alloc(MEGABYTE)]],
  ['a path of a megabyte', [`GET /${'a'.repeat(MEGABYTE)} HTTP/1.1\r\n\r\n`]],
  ['a header of a megabyte', [line('/_sandbox/settle', `x: ${'a'.repeat(MEGABYTE)}`)]],
  ['headers without end', [`GET / HTTP/1.1\r\n${'a: b\r\n'.repeat(200_000)}`]],
  [
    'a chunked body of 200 MB',
    [
      line('/track/v2/projects/x/batch', 'content-type: application/json', 'transfer-encoding: chunked'),
      ...Array.from({ length: 200 }, () => `f4240\r\n${'a'.repeat(MEGABYTE)}\r\n`),
    ],
  ],
  ['lengths that disagree', [line('/_sandbox/settle', 'content-length: 5', 'transfer-encoding: chunked')]],
  ['a thousand requests at once', ['GET /_sandbox/ready HTTP/1.1\r\nhost: localhost\r\n\r\n'.repeat(1_000)]],
  ['lines of SMTP without end', [Buffer.alloc(20 * MEGABYTE, 'a')]],
]

const intoBothPorts = (pieces: readonly (string | Buffer)[]) => async (subject: Subject) => {
  await Promise.all(
    [subject.url, subject.inbox.url, subject.inbox.smtpUrl].map(url =>
      intoSocket(Number(new URL(url).port), pieces, 1_500),
    ),
  )
}

const LOOP = {
  customerFilter: undefined,
  nodes: [
    { id: 1, type: 'now' },
    { id: 2, type: 'wait', period: '7 days' },
    { id: 3, type: 'set_attribute', attributes: { again: '{{ time }}' } },
  ],
  connections: [
    [1, 2],
    [2, 3],
    [3, 2],
  ],
}

const many = (count: number, make: (index: number) => unknown) =>
  Array.from({ length: count }, (_, i) => make(i))

const scenarioOf = (nodes: unknown[]) => ({
  name: 'Large',
  nodes: [{ id: 1, type: 'now' }, ...nodes],
  connections: nodes.map((_, index) => [index + 1, index + 2]),
})

const set = (id: number, attributes: object) => ({ id, type: 'set_attribute', attributes })

/** What is read, checked and kept in one piece because it belongs together. */
const LARGE_SCENARIOS: readonly (readonly [string, object])[] = [
  ['a template of 100,000 outputs', scenarioOf([set(2, { a: '{{ x }}'.repeat(100_000) })])],
  ['a template of 50,000 conditions', scenarioOf([set(2, { a: '{% if x %}{% endif %}'.repeat(50_000) })])],
  ['a template of 50,000 settings', scenarioOf([set(2, { a: '{% set x = 1 %}'.repeat(50_000) })])],
  ['5,000 unknown node types', scenarioOf(many(5_000, i => ({ id: i + 2, type: `unknown_${i}` })))],
  [
    '5,000 nodes with an unknown field',
    scenarioOf(many(5_000, i => ({ id: i + 2, type: 'wait', period: '1m', wrong: 1 }))),
  ],
  [
    '5,000 nodes with templates',
    scenarioOf(many(5_000, i => set(i + 2, { [`a${i}`]: `{{ customer.a${i} }}` }))),
  ],
  [
    '9,999 attributes of one node',
    scenarioOf([
      set(2, Object.fromEntries(many(9_999, i => [`a${i}`, `{{ customer.a${i} }}`]) as [string, unknown][])),
    ]),
  ],
]

const REQUESTS: readonly (readonly [string, HostileCase['attack']])[] = [
  ...LARGE_SCENARIOS.map(([name, scenario]): [string, HostileCase['attack']] => [
    `a scenario: ${name}`,
    async subject => {
      const { status, text } = await subject.control('POST', '/bloomreach/scenarios', scenario)
      if (status >= 300) return
      const path = `/bloomreach/scenarios/${(JSON.parse(text) as { id: string }).id}`
      await subject.control('POST', `${path}/preview`, {})
      await subject.control('POST', `${path}/start`, {})
      await subject.control('POST', '/settle', { timeout: '60s' })
      await subject.control('GET', `${path}/evaluation`)
      await subject.control('DELETE', path)
    },
  ]),
  [
    'a customer of 9,999 properties, read back and exported',
    async subject => {
      const properties = Object.fromEntries(many(9_999, i => [`p${i}`, i]) as [string, unknown][])
      await tracked(subject, '/customers', { customer_ids: { registered: 'broad' }, properties })
      await exported(subject)
    },
  ],
  [
    'a loop that nothing leaves',
    async subject => {
      const { text } = await subject.control('POST', '/bloomreach/scenarios', { name: 'Loop', ...LOOP })
      const { id } = JSON.parse(text) as { id: string }
      await subject.control('POST', `/bloomreach/scenarios/${id}/start`, {})
      await subject.control('POST', '/settle', { timeout: '30s' })
      await subject.control('DELETE', `/bloomreach/scenarios/${id}`)
    },
  ],
  [
    'an hourly repeat through ten years',
    async subject => {
      const { text } = await subject.control('POST', '/bloomreach/scenarios', {
        name: 'Hourly',
        nodes: [
          { id: 1, type: 'repeat', every: 'hour', at: '00:30', timeZone: 'Europe/Prague' },
          { id: 2, type: 'set_attribute', attributes: { again: '{{ time }}' } },
        ],
        connections: [[1, 2]],
      })
      const { id } = JSON.parse(text) as { id: string }
      await subject.control('POST', `/bloomreach/scenarios/${id}/start`, {})
      await subject.control('POST', '/clock/advance', { by: '3650d', timeout: '120s' })
      await subject.control('DELETE', `/bloomreach/scenarios/${id}`)
    },
  ],
  ['the journal, whole', subject => subject.control('GET', '/journal?limit=100000&exchanges=true')],
  ['the journal of one kind', subject => subject.control('GET', '/journal?kind=none&limit=100000')],
  ['a text in the journal', subject => subject.control('GET', '/journal?text=nowhere&limit=100000')],
  ['the journal as a stream, from its beginning', streamed],
  ['the console', async subject => read(`${subject.url}/console`)],
  [
    'the page of a customer with a long story',
    async subject => read(`${subject.url}/console/customers/ada%40example.com`),
  ],
  [
    'the timeline of a customer with a long story',
    subject => subject.control('GET', '/customers/ada%40example.com/timeline'),
  ],
  ['ten thousand customers in batches', tenThousandCustomers],
  ['an export of ten thousand customers', subject => exported(subject)],
  ['a search among ten thousand customers', subject => subject.control('GET', LOOKED_FOR)],
  ['a preview with a template for ten thousand customers', previewed],
  ['a snapshot of ten thousand customers', subject => subject.control('POST', '/snapshots', {})],
  ['a fork, and what changed in it', forked],
  [
    'ten thousand customers through a scenario, with a preview',
    subject => walked(subject, [{ id: 2, type: 'set_attribute', attributes: { again: '{{ time }}' } }]),
  ],
  [
    'a condition that backtracks elsewhere, for ten thousand customers',
    subject =>
      walked(subject, [
        {
          id: 2,
          type: 'condition',
          if: { attribute: 'long', operator: 'matches regexp', value: '(a+)+$|((a|a)*)*b|.*.*.*.*=.*' },
        },
      ]),
  ],
  ['a graph of ten thousand nodes', subject => walked(subject, chain(10_000))],
  ['a graph in which everything leads to everything', denseGraph],
  ['an import of a hundred thousand codes', importedCodes],
  ['an import of a hundred thousand coupons', importedCoupons],
  ['an import of four million columns', subject => imported(subject, 'coupons', ','.repeat(4_000_000))],
  ['a form of a hundred thousand fields', subject => sentForm(subject, FIELD.repeat(100_000))],
  ['two thousand webhooks', subject => walked(subject, webhooks(2_000))],
  ['a hundred thousand vouchers', importedVouchers],
  [
    'a mail of seven megabytes',
    subject =>
      walked(subject, [{ id: 2, type: 'email', subject: 'x', html: '<p>a</p>'.repeat(900_000) }], {
        customerFilter: { attribute: 'email', operator: 'equals', value: 'ada@example.com' },
      }),
  ],
  [
    'a query of ten thousand parameters',
    subject => subject.call('GET', `/v1/referrals?${'a=b&'.repeat(3_000)}`),
  ],
  ['a path of dots', subject => subject.call('GET', `/${'%2e%2e/'.repeat(2_000)}`)],
  [
    'twenty resets at once',
    subject => Promise.all(Array.from({ length: 20 }, () => subject.control('POST', '/reset', {}))),
  ],
]

const LOOKED_FOR = '/bloomreach/customers?search=nowhere&limit=1000'

function previewed(subject: Subject): Promise<unknown> {
  const condition = { id: 2, type: 'condition', if: { jinja: "{{ 'h' in customer.email }}" } }
  return subject.control('POST', '/bloomreach/scenario-preview', { scenario: scenarioFrom(condition) })
}

const scenarioFrom = (node: HostileNode) => ({
  name: 'Previewed',
  nodes: [{ id: 1, type: 'now' }, node, { id: 3, type: 'wait', period: '1 day' }],
  connections: [
    [1, 2],
    [2, 3, 'yes'],
  ],
})

/** Reads until nothing comes for half a second. */
async function streamed(subject: Subject): Promise<void> {
  const leave = new AbortController()
  const { body } = await fetch(`${subject.url}/_sandbox/events?after=0`, { signal: leave.signal })
  const reader = body?.getReader()
  const silence = () => setTimeout(500, { done: true as const })
  while (!(await Promise.race([reader?.read() ?? silence(), silence()])).done);
  leave.abort()
}

async function forked(subject: Subject): Promise<void> {
  await subject.control('POST', '/checkpoints', { name: 'before' })
  await subject.control('POST', '/worlds', { name: 'hostile' })
  await tenThousandCustomers(subject)
  await subject.control('GET', '/changes?since=before&limit=100000')
  await subject.control('POST', '/rewind', { to: 'before' })
  await subject.control('DELETE', '/checkpoints/before')
  await subject.control('DELETE', '/worlds/hostile')
}

const chain = (length: number) =>
  Array.from({ length }, (_, index) => ({ id: index + 2, type: 'set_attribute', attributes: { a: 'b' } }))

async function denseGraph(subject: Subject): Promise<void> {
  const ids = Array.from({ length: 300 }, (_, index) => index + 1)
  const nodes = ids.map(id => (id === 1 ? { id, type: 'now' } : { id, type: 'wait', period: '1 day' }))
  const connections = ids.flatMap(from => ids.filter(to => to > 1 && to !== from).map(to => [from, to]))
  await subject.control('POST', '/bloomreach/scenarios', { name: 'Dense', nodes, connections })
}

const webhooks = (length: number) =>
  Array.from({ length }, (_, index) => ({
    id: index + 2,
    type: 'webhook',
    method: 'GET',
    url: 'https://integration.talon.one/customer_engagement/referral?campaignId=373&advocateProfileIntegrationId={{ customer.email }}',
    response: 'json',
  }))

const rows = (length: number, row: (index: number) => string) => Array.from({ length }, (_, i) => row(i))

function importedCodes(subject: Subject): Promise<unknown> {
  const lines = rows(100_000, i => `HOSTILE-${i},ada@example.com`)
  return imported(subject, 'referrals', ['code,advocateprofileintegrationid', ...lines].join('\n'))
}

function importedCoupons(subject: Subject): Promise<unknown> {
  return imported(subject, 'coupons', ['value,limitval', ...rows(100_000, i => `HOSTILE-${i},1`)].join('\n'))
}

function imported(subject: Subject, what: 'referrals' | 'coupons', csv: string): Promise<unknown> {
  const form = new FormData()
  form.set('upFile', new Blob([csv]), 'codes.csv')
  return sentForm(subject, form, what)
}

async function importedVouchers(subject: Subject): Promise<void> {
  const codes = rows(100_000, i => `HOSTILE-${i}`)
  const path = '/bloomreach/voucher-pools/hostile/import'
  await subject.control('POST', path, { codes })
  await subject.control('POST', path, { csv: ['code', ...codes].join('\n') })
  await subject.control('GET', '/bloomreach/voucher-pools')
}

const FIELD = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n\r\n'

function sentForm(subject: Subject, body: FormData | string, what = 'coupons'): Promise<unknown> {
  const authorization = `ManagementKey-v1 ${subject.environment.TALON_ONE_MANAGEMENT_KEY}`
  const type = typeof body === 'string' ? { 'content-type': 'multipart/form-data; boundary=x' } : {}
  return fetch(`${subject.url}/v1/applications/1/campaigns/373/import_${what}`, {
    method: 'POST',
    headers: { authorization, ...type },
    body,
  })
}

async function tenThousandCustomers(subject: Subject): Promise<void> {
  for (let from = 0; from < 10_000; from += 50) {
    const commands = Array.from({ length: 50 }, (_, index) => ({
      name: 'customers',
      data: {
        customer_ids: { registered: `hostile-${from + index}` },
        properties: { email: `h${from + index}@example.com`, long: 'a'.repeat(5_000) },
      },
    }))
    const answer = await tracked(subject, '/batch', { commands })
    if (answer.status !== 200) throw new Error(answer.text.slice(0, 500))
  }
}

const tracked = (subject: Subject, path: string, body: unknown) => {
  const { environment: env } = subject
  return subject.call('POST', `/track/v2/projects/${env.BLOOMREACH_PROJECT_TOKEN}${path}`, body, {
    authorization: `Basic ${btoa(`${env.BLOOMREACH_API_KEY_ID}:${env.BLOOMREACH_API_SECRET}`)}`,
  })
}

const exported = (subject: Subject) => {
  const { environment: env } = subject
  return subject.call(
    'POST',
    `/data/v2/projects/${env.BLOOMREACH_PROJECT_TOKEN}/customers/export`,
    { attributes: { type: 'properties_and_ids' }, format: 'native_json', filter: null },
    { authorization: `Basic ${btoa(`${env.BLOOMREACH_API_KEY_ID}:${env.BLOOMREACH_API_SECRET}`)}` },
  )
}
