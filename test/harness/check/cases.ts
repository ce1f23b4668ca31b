// For each code of `check` a world that has the finding, and one that comes near and has it not.
import type { Code } from '../../../harness/check/codes.ts'
import { ADVOCATE, type GivenWorld, REFERRAL } from './given-world.ts'

/** Changes the world in place, or answers what the file holds instead. */
export type Spoil = (given: GivenWorld) => unknown

const DRAWN_KEY = 'c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2'
const html =
  (text: string): Spoil =>
  ({ email }) => {
    email.html = text
  }
const url =
  (query: string): Spoil =>
  ({ webhook }) => {
    webhook.url = `${REFERRAL}?${query}`
  }
const connect =
  (connections: unknown[]): Spoil =>
  ({ scenario }) => {
    scenario.connections = connections
  }
const another =
  (node: object, ...connections: unknown[]): Spoil =>
  ({ scenario }) => {
    scenario.nodes.push({ id: 5, ...node })
    scenario.connections.push(...connections)
  }

/** Nodes one after the other behind the last one, until the scenario has so many nodes. */
const grownTo =
  (nodes: number, node: object = { type: 'push', title: 'Hi', generalConsent: true }): Spoil =>
  ({ scenario }) => {
    const ids = Array.from({ length: nodes - scenario.nodes.length }, (_, index) => index + 10)
    scenario.nodes.push(...ids.map(id => ({ id, ...node })))
    scenario.connections.push(...ids.map((id, index) => [index === 0 ? 4 : id - 1, id]))
  }
/** A webhook by a preset that needs `code`. */
const presetted =
  (parameters: object): Spoil =>
  given => {
    const url = 'http://127.0.0.1:9/'
    given.world.bloomreach.integrations.push({
      type: 'webhook_preset',
      name: 'Audit',
      url,
      parameters: { code: null },
    })
    another({ type: 'webhook', preset: 'Audit', parameters }, [4, 5])(given)
  }
/** So many forks behind the trigger, beside the rest. */
const forked =
  (count: number): Spoil =>
  ({ world, scenario }) => {
    const all = { any: [{ consent: 'newsletter' }] }
    world.bloomreach.segmentations = [{ name: 'All', segments: [{ name: 'all', if: all }] }]
    const ids = Array.from({ length: count }, (_, index) => index + 10)
    const fork = { type: 'segmentation_fork', segmentation: 'All', segments: ['all'] }
    scenario.nodes.push(...ids.map(id => ({ id, ...fork })), { id: 99, type: 'push', title: 'Hi' })
    scenario.connections.push(
      ...ids.flatMap(id => [
        [1, id],
        [id, 99, 'all'],
      ]),
    )
  }
const segmentedBy =
  (operator: string): Spoil =>
  ({ world }) => {
    const attributes = [{ property: 'total', operator, value: 100 }]
    world.bloomreach.segmentations = [{ name: 'Spenders', segments: [{ name: 'many', if: { attributes } }] }]
  }
const HALVES = [
  { name: 'a', share: 50 },
  { name: 'b', share: 50 },
]

/** Two equal requests, of which nothing is made. */
const lookedUp =
  (...connections: unknown[]): Spoil =>
  ({ scenario }) => {
    const asks = {
      type: 'webhook',
      method: 'GET',
      url: 'https://shop.example/points',
      consentCategory: 'newsletter',
    }
    scenario.nodes.push({ id: 5, ...asks }, { id: 6, ...asks })
    scenario.connections = [[1, 3], [1, 2], [2, 4], ...connections]
  }

/** Nobody is written to at night; then another wait. */
const silent =
  (period: string): Spoil =>
  ({ scenario }) => {
    const silentHours = { from: '22:00', to: '08:00' }
    scenario.nodes.push({ id: 5, type: 'wait', silentHours }, { id: 6, type: 'wait', period })
    scenario.connections = [
      [1, 2],
      [2, 3],
      [3, 5],
      [5, 6],
      [6, 4],
    ]
  }

const mail = { type: 'email', subject: 'Hi', html: '<p>Hi</p>', generalConsent: true }

export const CASES: Record<Code, { wrong: Spoil; right: Spoil }> = {
  'unreadable-file': { wrong: () => undefined, right: () => '{}' },
  'syntax-error': { wrong: () => '{"talonOne": [', right: () => '{"talonOne": {}}' },
  'unknown-key': {
    wrong: ({ webhook }) => {
      webhook.methd = 'GET'
    },
    right: ({ webhook }) => {
      webhook.name = 'Create a code'
    },
  },
  'invalid-field': {
    wrong: ({ wait }) => {
      wait.period = 'soon'
    },
    right: ({ wait }) => {
      wait.period = '2 days'
    },
  },
  'invalid-world': {
    wrong: ({ world, apiKey }) => {
      apiKey.key = 'same'
      world.talonOne.applications[0].apiKeys.push({ ...apiKey })
    },
    right: ({ world, apiKey }) => {
      apiKey.key = 'one'
      world.talonOne.applications[0].apiKeys.push({ ...apiKey, key: 'two' })
    },
  },
  'dangling-reference': {
    wrong: ({ schema }) => {
      schema.headers[1].value = '$' + '{talonOne.deploymnt}'
    },
    right: ({ schema }) => {
      schema.headers[1].value = 'https://$' + '{talonOne.deployment}'
    },
  },
  'scenario-too-large': {
    wrong: ({ world, email }) => {
      world.bloomreach.settings = { scenarioSizeLimit: 1_000 }
      email.html = 'x'.repeat(1_000)
    },
    right: ({ world, email }) => {
      world.bloomreach.settings = { scenarioSizeLimit: 9_000 }
      email.html = 'x'.repeat(1_000)
    },
  },
  'duplicate-node-id': {
    wrong: another({ id: 4, type: 'wait', period: '1 day' }),
    right: another({ type: 'wait', period: '1 day' }, [2, 5], [5, 3]),
  },
  'no-trigger': {
    wrong: ({ scenario }) => {
      scenario.nodes.shift()
      scenario.connections.shift()
    },
    right: ({ scenario }) => {
      scenario.nodes[0] = { id: 1, type: 'on_event', event: 'purchase' }
    },
  },
  'unreachable-node': {
    wrong: connect([[1, 2], [2, 3]]), // biome-ignore format: one connection after the other
    right: connect([[1, 2], [2, 3], [1, 3], [3, 4]]), // biome-ignore format: one connection after the other
  },
  'missing-connection': {
    wrong: another({ type: 'wait', period: '1 day' }, [3, 5]),
    right: another({ type: 'set_attribute', attributes: { seen: 'yes' } }, [3, 5]),
  },
  'dangling-connection': { wrong: another({ type: 'now' }, [5, 9]), right: another({ type: 'now' }, [5, 2]) },
  'duplicate-connection': {
    wrong: ({ scenario }) => void scenario.connections.push([1, 2]),
    right: ({ scenario }) => void scenario.connections.push([1, 3]),
  },
  'connection-into-trigger': {
    wrong: ({ scenario }) => void scenario.connections.push([3, 1]),
    right: ({ scenario }) => void scenario.connections.push([3, 2]),
  },
  'unknown-exit': {
    wrong: ({ scenario }) => {
      scenario.connections[1] = [2, 3, 'timeout']
    },
    right: ({ scenario, wait }) => {
      delete wait.period
      Object.assign(wait, { event: { type: 'purchase' }, timeout: '1 day' })
      scenario.connections[1] = [2, 3, 'timeout']
    },
  },
  'cycle-without-wait': {
    wrong: ({ scenario }) => void scenario.connections.push([4, 3]),
    right: ({ scenario }) => void scenario.connections.push([4, 2]),
  },
  'unknown-consent-category': {
    wrong: ({ email }) => {
      email.consentCategory = 'newsleter'
    },
    right: ({ email }) => {
      email.consentCategory = 'general'
    },
  },
  'unknown-frequency-policy': {
    wrong: ({ email }) => {
      email.frequencyPolicy = 'gentle'
    },
    right: ({ email, world }) => {
      email.frequencyPolicy = 'gentle'
      world.bloomreach.frequencyPolicies = [{ id: 'gentle', name: 'gentle', limits: [] }]
    },
  },
  'blocked-frequency-policy': {
    wrong: ({ email, world }) => {
      email.frequencyPolicy = 'gentle'
      world.bloomreach.frequencyPolicies = [{ name: 'gentle', limits: [], blocked: true }]
    },
    right: ({ email, world }) => {
      email.frequencyPolicy = 'gentle'
      world.bloomreach.frequencyPolicies = [{ name: 'gentle', limits: [] }]
    },
  },
  'unknown-segmentation': {
    wrong: ({ scenario }) => {
      scenario.customerFilter = { segment: { segmentation: 'Plan', is: 'free' } }
    },
    right: ({ scenario, world }) => {
      scenario.customerFilter = { segment: { segmentation: 'Plan', is: 'free' } }
      world.bloomreach.segmentations = [{ name: 'Plan', segments: [{ name: 'free', if: {} }] }]
    },
  },
  'missing-preset-parameter': {
    wrong: presetted({}),
    right: presetted({ code: 'X' }),
  },
  'unknown-preset-parameter': {
    wrong: presetted({ code: 'X', cde: 'X' }),
    right: presetted({ code: '{{ customer.email }}' }),
  },
  'missing-template-parameter': {
    wrong: ({ webhook }) => {
      webhook.url += '&note=[[ note ]]'
    },
    right: ({ webhook }) => {
      webhook.url += '&note=[[ note ]]'
      webhook.parameters = { note: 'x' }
    },
  },
  'wrong-template-parameter': {
    wrong: ({ webhook }) => {
      webhook.url += '&note=[[ note : number ]]'
      webhook.parameters = { note: 'many' }
    },
    right: ({ webhook }) => {
      webhook.url += '&note=[[ note : number ]]'
      webhook.parameters = { note: 5 }
    },
  },
  'unknown-throughput-policy': {
    wrong: ({ webhook }) => {
      webhook.throughputPolicy = 'gentle'
    },
    right: ({ webhook, world }) => {
      webhook.throughputPolicy = 'gentle'
      world.bloomreach.throughputPolicies = [{ name: 'gentle', concurrencyLimit: 2 }]
    },
  },
  'unknown-authentication': {
    wrong: ({ webhook }) => {
      webhook.authentication = 'Talon.One'
    },
    right: ({ webhook, schema }) => {
      schema.name = 'Talon.One'
      webhook.authentication = 'Talon.One'
    },
  },
  'unknown-webhook-preset': {
    wrong: another({ type: 'webhook', preset: 'Audit' }, [3, 5]),
    right: given => {
      given.world.bloomreach.integrations.push({
        type: 'webhook_preset',
        name: 'Audit',
        url: 'http://127.0.0.1:9/',
      })
      another({ type: 'webhook', preset: 'Audit' }, [4, 5])(given)
    },
  },
  'template-syntax': {
    wrong: html('{{ webhook.code }'),
    right: html('<style>p{color:red}</style>{{ webhook.code }}'),
  },
  'unknown-filter': {
    wrong: html('{{ webhook.code | uper }}'),
    right: html('{{ webhook.code | upper | hash("md5") }}'),
  },
  'unknown-test': {
    wrong: html('{% if webhook.code is defnd %}{% endif %}'),
    right: html('{% if webhook.code is defined and 2 is divisibleby(2) %}{% endif %}'),
  },
  'endless-loop': {
    wrong: ({ scenario }) => void scenario.connections.push([4, 2]),
    right: ({ scenario }) => {
      scenario.nodes.push({ id: 5, type: 'limit', customers: 3 })
      scenario.connections.push([4, 5], [5, 2])
    },
  },
  'setting-without-effect': {
    wrong: ({ webhook }) => {
      webhook.payload = {}
    },
    right: ({ webhook }) => {
      webhook.eventProperties = {}
    },
  },
  'many-segmentation-forks': { wrong: forked(6), right: forked(5) },
  'not-the-vendors-word': {
    wrong: segmentedBy('at least'),
    right: segmentedBy('more than'),
  },
  'not-imported': {
    wrong: another(
      { type: 'not_imported', vendorType: 'ads-action', reason: 'its form is not public' },
      [4, 5],
    ),
    right: another({ type: 'set_attribute', attributes: { seen: 'true' } }, [4, 5]),
  },
  'no-consent-category': {
    wrong: another({ type: 'push', title: 'Hi' }, [4, 5]),
    right: another({ type: 'push', title: 'Hi', generalConsent: true }, [4, 5]),
  },
  'many-nodes': { wrong: grownTo(101), right: grownTo(100) },
  'many-email-nodes': {
    wrong: grownTo(17, { ...mail, languages: { sk: { subject: 'Ahoj' } } }),
    right: grownTo(16, { ...mail, languages: { sk: { subject: 'Ahoj' } } }),
  },
  'unknown-html-block': {
    wrong: html('{% if customer.first_name %}{{ block("headr") }}{% endif %}'),
    right: given => {
      given.world.bloomreach.htmlBlocks = [{ id: 'header', html: '<h1 height="[[ H : number ]]">' }]
      html('{{ block("header", {"H": 24}) }}{{ block(customer.block) }}')(given)
    },
  },
  'unknown-snippet': {
    wrong: html('{{ snippet("footer") }}'),
    right: given => {
      given.world.bloomreach.snippets = [{ name: 'footer', text: 'Bye' }]
      html('{{ snippet("footer") }}{% set snippet = dict %}{{ snippet("x") }}')(given)
    },
  },
  'unknown-voucher-pool': {
    wrong: html('{{ vouchers.winter }}'),
    right: given => {
      given.world.bloomreach.voucherPools = [{ name: 'summer', codes: ['A'] }]
      html('{{ vouchers("summer") }}{{ vouchers.summer }}{{ vouchers["summer"] }}')(given)
    },
  },
  'undefined-attribute': {
    wrong: html('{{ cutomer.email }}'),
    right: html(
      '{{ customer.address.city is defined }}{% if cards is defined and cards.first %}{{ cards.first.x }}{% endif %}{{ email.view }}{{ consent.page }}',
    ),
  },
  'addition-of-no-numbers': {
    wrong: given => {
      given.world.bloomreach.settings = { templatePlus: 'numbers' }
      html('{{ "Dear " + customer.first_name }}')(given)
    },
    right: given => {
      given.world.bloomreach.settings = { templatePlus: 'numbers' }
      html('{{ "Dear " ~ customer.first_name }}{{ 1 + customer.n }}')(given)
    },
  },
  'unknown-variable': {
    wrong: html('{{ cutomer }}'),
    right: html(
      '{% set x = 1 %}{% macro m(y) %}{{ y }}{% endmacro %}{% for i in range(3) %}{{ loop.index }}{{ i + x }}{% endfor %}{{ m(time) }}{{ customer.nobody_has_this }}{{ recommendations("r") }}',
    ),
  },
  'webhook-not-processed': {
    wrong: ({ webhook }) => {
      webhook.response = 'discard'
    },
    right: ({ webhook, email }) => {
      webhook.response = 'text'
      email.html = '{{ webhook.data }}'
    },
  },
  'unknown-response-field': {
    wrong: html('{{ webhook.referralCode }}'),
    right: html(
      '{{ webhook.expiryDate }}{{ webhook.attributes.Tier }}{{ webhook.get("code") }}{{ webhook(1).id }}',
    ),
  },
  'wrong-method': {
    wrong: ({ webhook }) => {
      webhook.method = 'POST'
    },
    right: ({ webhook, schema, email }) => {
      schema.endpoint = 'https://integration.talon.one/v1'
      webhook.url = 'https://integration.talon.one/v1/referrals'
      webhook.method = 'POST'
      webhook.payload = { campaignId: 373, advocateProfileIntegrationId: '{{ customer.email }}' }
      email.html = '{{ webhook.importId }}'
    },
  },
  'missing-header': {
    wrong: ({ schema }) => void schema.headers.pop(),
    right: ({ schema, webhook }) => {
      schema.headers.pop()
      webhook.headers = [{ name: 'Destination-Hostname', value: 'sandbox.europe-west1.talon.one' }]
    },
  },
  'missing-parameter': { wrong: url(ADVOCATE), right: url(`${ADVOCATE}&campaignId={{ 373 }}`) },
  'authentication-does-not-cover': {
    wrong: ({ schema }) => {
      schema.endpoint = 'https://integration.talon.one/customer_engagement/ref'
    },
    right: ({ schema }) => {
      schema.endpoint = 'https://integration.talon.one/customer_engagement/'
    },
  },
  'webhook-not-https': {
    wrong: ({ webhook }) => {
      webhook.url = webhook.url.replace('https:', 'http:')
    },
    right: ({ webhook }) => {
      webhook.url = 'http://127.0.0.1:8080/referral?code={{ customer.email }}'
    },
  },
  'operation-not-emulated': {
    wrong: ({ webhook }) => {
      webhook.url = `https://integration.talon.one/customer_engagement/referal?${ADVOCATE}`
    },
    right: ({ webhook, schema }) => {
      schema.endpoint = 'https://integration.talon.one/'
      webhook.url = 'https://integration.talon.one/v1/customer_profiles/{{ customer.email }}/inventory'
    },
  },
  'campaign-not-found': {
    wrong: url(`campaignId=374&${ADVOCATE}`),
    right: url(`campaignId={{ 373 }}&${ADVOCATE}`),
  },
  'campaign-not-running': {
    wrong: ({ campaign }) => {
      campaign.endTime = '2026-01-01T00:00:00Z'
    },
    right: ({ campaign }) => {
      campaign.endTime = '2026-02-01T00:00:00Z'
    },
  },
  'missing-profile': {
    wrong: ({ world }) => void world.talonOne.applications[0].profiles.pop(),
    right: ({ world }) => {
      world.talonOne.applications[0].profiles.pop()
      world.bloomreach.customers[1].consents.newsletter = 'reject'
    },
  },
  'empty-parameter': {
    wrong: ({ webhook, world }) => {
      webhook.url = `${REFERRAL}?campaignId=373&advocateProfileIntegrationId={{ customer.loyalty_id }}`
      world.bloomreach.customers[0].attributes.loyalty_id = 'ada@example.com'
    },
    right: ({ webhook, world, scenario }) => {
      webhook.url = `${REFERRAL}?campaignId=373&advocateProfileIntegrationId={{ customer.loyalty_id }}`
      world.bloomreach.customers[0].attributes.loyalty_id = 'ada@example.com'
      scenario.customerFilter = { attributes: [{ property: 'loyalty_id', operator: 'is set' }] }
    },
  },
  'api-key-unknown': {
    wrong: ({ schema }) => {
      schema.headers[0].value = 'ApiKey-v1 nobody'
    },
    right: ({ schema, apiKey }) => {
      apiKey.key = 'somebody'
      schema.headers[0].value = 'ApiKey-v1 somebody'
      schema.headers[0].visibility = 'secret'
    },
  },
  'api-key-wrong-platform': {
    wrong: ({ apiKey }) => {
      apiKey.platform = 'braze'
    },
    right: ({ apiKey, world }) => {
      apiKey.platform = 'braze'
      world.talonOne.settings = { keyOfOtherPlatform: 'accept' }
    },
  },
  'api-key-expired': {
    wrong: ({ apiKey }) => {
      apiKey.expires = '2026-01-01T00:00:00Z'
    },
    right: ({ apiKey }) => {
      apiKey.expires = '2026-01-06T00:00:00Z'
    },
  },
  'same-request-twice': {
    wrong: lookedUp([3, 5], [5, 6]),
    right: lookedUp([3, 5], [5, 2], [2, 6]),
  },
  'code-created-again': {
    wrong: ({ scenario, webhook }) => {
      scenario.nodes.push({ ...webhook, id: 5 })
      scenario.connections.push([4, 5])
    },
    right: ({ scenario, webhook }) => {
      scenario.nodes.push({ ...webhook, id: 5 }, { id: 6, type: 'ab_split', variants: HALVES })
      scenario.connections = [
        [1, 6],
        [6, 3, 'a'],
        [6, 5, 'b'],
        [3, 4],
        [2, 4],
        [5, 2],
      ]
    },
  },
  'get-that-creates': {
    wrong: connect([
      [1, 2],
      [2, 3],
      [3, 4],
      [4, 2],
    ]),
    right: another({ type: 'wait', period: '1 day' }, [4, 5], [5, 4]),
  },
  'wait-past-silent-hours': {
    wrong: silent('5 hours'),
    right: silent('2 days'),
  },
  'enters-twice': {
    wrong: ({ scenario }) => {
      scenario.nodes[0] = { id: 1, type: 'on_event', event: 'purchase' }
    },
    right: ({ scenario }) => {
      scenario.nodes[0] = { id: 1, type: 'on_event', event: 'purchase' }
      scenario.nodes.push({ id: 5, type: 'limit', customers: 1 })
      scenario.connections = [
        [1, 5],
        [5, 2],
        [2, 3],
        [3, 4],
      ]
    },
  },
  'request-refused': {
    wrong: ({ campaign }) => {
      campaign.features = ['coupons']
    },
    right: ({ campaign, world }) => {
      campaign.features = ['coupons']
      world.talonOne.settings = { campaignWithoutFeature: 'accept' }
    },
  },
  'missing-recipient': {
    wrong: ({ world, webhook }) => {
      delete world.bloomreach.customers[1].attributes.email
      webhook.url = webhook.url.replace('customer.email', 'customer_ids.registered')
    },
    right: ({ world, webhook, email }) => {
      delete world.bloomreach.customers[1].attributes.email
      webhook.url = webhook.url.replace('customer.email', 'customer_ids.registered')
      email.recipients = { manual: 'qa@example.com' }
    },
  },
  'real-looking-key': {
    wrong: ({ apiKey }) => {
      apiKey.key = DRAWN_KEY
    },
    right: ({ apiKey }) => {
      apiKey.key = '0123456701234567012345670123456701234567'
    },
  },
}
