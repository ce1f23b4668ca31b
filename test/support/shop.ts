// A shop with a referral campaign in both vendors, and the nodes that its scenarios are made of.
import type { Sandbox, ScenarioDefinition, WorldDefinition } from '../../harness/index.ts'

const REFERRAL = 'https://integration.talon.one/customer_engagement/referral'

type Nodes = ScenarioDefinition['nodes']
type Connections = NonNullable<ScenarioDefinition['connections']>

/** GETs a referral code for the customer, as the tutorial does. */
export const codeNode = (id: number): Nodes[number] => ({
  id,
  type: 'webhook',
  method: 'GET',
  url: `${REFERRAL}?campaignId=373&advocateProfileIntegrationId={{ customer.email | urlencode }}`,
  response: 'json',
  authentication: 'Talon.One referrals',
  consentCategory: 'newsletter',
})

export const mailNode = (id: number, subject: string, text: string): Nodes[number] => ({
  id,
  type: 'email',
  subject,
  html: `<p>${text}</p>`,
  consentCategory: 'newsletter',
})

/** An A/B split into two halves. */
export const halvesNode = (id: number, ...names: [string, string]): Nodes[number] => ({
  id,
  type: 'ab_split',
  variants: names.map(name => ({ name, share: 50 })),
})

/** `scenario(['now', ...nodes])`: nodes in a row, unless connections are given. */
export function scenario(name: string, nodes: Nodes, connections?: Connections): ScenarioDefinition {
  const row = nodes.slice(1).map((node, index): Connections[number] => [nodes[index]?.id ?? 0, node.id])
  return { name, nodes, connections: connections ?? row }
}

/** `people` are known in both systems; `strangers` only in Bloomreach, so Talon.One answers 404 for them. */
export function shop({
  people,
  strangers = [],
  scenarios,
  startsAt = '2026-01-05T09:00:00Z',
}: {
  people: readonly string[]
  strangers?: readonly string[]
  scenarios: readonly ScenarioDefinition[]
  startsAt?: string
}): WorldDefinition {
  return {
    startsAt,
    talonOne: {
      deployment: 'sandbox.europe-west1.talon.one',
      applications: [
        {
          id: 1,
          name: 'Demo shop',
          apiKeys: [
            { title: 'Bloomreach', platform: 'customer_engagement', expires: '2030-01-01T00:00:00Z' },
          ],
          campaigns: [
            {
              id: 373,
              name: 'Refer a friend',
              state: 'enabled',
              features: ['referrals'],
              referralSettings: { couponPattern: '####-####' },
            },
          ],
          profiles: people
            .filter(name => !strangers.includes(name))
            .map(name => ({ integrationId: address(name) })),
        },
      ],
    },
    bloomreach: {
      consentCategories: ['newsletter'],
      customers: people.map(name => ({
        ids: { registered: address(name) },
        attributes: { email: address(name), first_name: name },
        consents: { newsletter: 'accept' },
      })),
      integrations: [
        {
          type: 'http_authentication_schema',
          name: 'Talon.One referrals',
          endpoint: REFERRAL,
          headers: [
            { name: 'Authorization', value: `ApiKey-v1 \${talonOne.applications[0].apiKeys[0].key}` },
            { name: 'destination-hostname', value: `\${talonOne.deployment}` },
          ],
        },
      ],
      scenarios: scenarios.map(definition => ({ ...definition, start: true })),
    },
  }
}

export const address = (name: string): string => `${name}@example.com`

/** Tracks an event through the Tracking API, as a web shop would. */
export const track = (
  sandbox: Sandbox,
  name: string,
  type: string,
  properties: Record<string, unknown> = {},
): Promise<void> => tracked(sandbox, '/events', { ...idsOf(name), event_type: type, properties })

export const attributes = (
  sandbox: Sandbox,
  name: string,
  properties: Record<string, unknown>,
): Promise<void> => tracked(sandbox, '', { ...idsOf(name), properties })

const idsOf = (name: string) => ({ customer_ids: { registered: address(name) } })

async function tracked(sandbox: Sandbox, path: string, body: object): Promise<void> {
  const { apiKeyId, apiSecret, projectToken } = sandbox.bloomreach
  const response = await sandbox.fetch(`/track/v2/projects/${projectToken}/customers${path}`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${apiKeyId}:${apiSecret}`)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`tracking answered ${response.status}: ${await response.text()}`)
}

/** The subjects of a person's mails, oldest first. */
export const subjectsOf = async (sandbox: Sandbox, name: string): Promise<string[]> =>
  (await sandbox.inbox.search(`to:${address(name)}`)).map(({ Subject }) => Subject).reverse()

/** Statuses of the campaign events of one node. */
export async function statusesOf(sandbox: Sandbox, name: string, node: number): Promise<unknown[]> {
  const { entries } = await sandbox.journal({ kind: 'bloomreach.campaign-event', customer: address(name) })
  return entries.filter(entry => entry.node === node).map(({ status }) => status)
}

/** "recipient subject" of every mail that scenarios sent, sorted. */
export async function mailsSent(sandbox: Sandbox): Promise<string[]> {
  const { entries } = await sandbox.journal({ kind: 'bloomreach.email-sent', limit: 10_000 })
  return entries.map(({ to, subject }) => `${to} ${subject}`).sort()
}

/** Starts the scenarios; answers the id of the first. */
export async function startedScenario(sandbox: Sandbox): Promise<string> {
  await sandbox.startScenarios()
  const [first] = (await sandbox.scenarios.list()).scenarios
  if (first === undefined) throw new Error('the world has no scenario')
  return first.id
}

/** The first call of an operation does its work and answers 500. */
export async function failAfterCommit(sandbox: Sandbox, operation: string): Promise<void> {
  await sandbox.faults.add({ operation, first: 1, after: 'commit', answer: { status: 500 } })
}
