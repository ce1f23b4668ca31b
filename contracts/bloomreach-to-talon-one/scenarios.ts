// The consumer: Bloomreach's own webhook executor. Each scenario is the vendor's tutorial as a customer would build it;
// it runs in the real engine, only the vendor's host leads to `origin`.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { TUTORIAL_WORLD } from '../../harness/world/definition.ts'
import { createBloomreach, type OutgoingMail } from '../../mocks/bloomreach/index.ts'
import { bloomreachWorldSchema } from '../../mocks/bloomreach/world-schema.ts'
import { createWorld } from '../../mocks/kit/world.ts'
import type { Stage } from '../court/contract.ts'
import { forward } from '../court/exchange.ts'
import { EXAMPLE } from './example.ts'

/** A webhook with its HTTP Authentication Schema, and the text of the email after it. */
export interface Flow {
  webhook: Record<string, unknown>
  endpoint: string
  headers: { name: string; value: string }[]
  html: string
}

/** What the tutorial's files say, with the key and the deployment of the example. */
export async function tutorialFlow(): Promise<Flow> {
  const read = async (file: string) => parse(await readFile(file, 'utf8'))
  const world = (await read(TUTORIAL_WORLD)) as {
    bloomreach: { integrations: { endpoint: string; headers: { name: string; value: string }[] }[] }
  }
  const scenarioFile = fileURLToPath(
    new URL('../../harness/worlds/tutorial/referral-email.scenario.yaml', import.meta.url),
  )
  const scenario = (await read(scenarioFile)) as { nodes: Record<string, unknown>[] }
  const [integration] = world.bloomreach.integrations
  const webhook = scenario.nodes.find(({ type }) => type === 'webhook')
  const email = scenario.nodes.find(({ type }) => type === 'email')
  if (integration === undefined || webhook === undefined || email === undefined) {
    throw new Error('Bug in the contracts: the tutorial has no integration, webhook or email')
  }
  const filled = integration.headers.map(({ name, value }) => ({
    name,
    value: value
      .replace(/\$\{[^}]*\.key\}/, EXAMPLE.key)
      .replace(/\$\{[^}]*\.deployment\}/, EXAMPLE.deployment),
  }))
  return {
    webhook,
    endpoint: integration.endpoint,
    headers: filled,
    html: String(email.html),
  }
}

export interface Played {
  mails: OutgoingMail[]
  /** The customer's campaign events. */
  events: { type: string; properties: Record<string, unknown> }[]
}

const statusesOf = ({ events }: Played): string =>
  events.map(({ properties }) => `${properties.action_type} ${properties.status}`).join(', ')

/** Two minutes of the customer's life: trigger, webhook, email. */
export async function play(flow: Flow, { origin, rewrite }: Stage): Promise<Played> {
  const { webhook, endpoint, headers, html } = JSON.parse(rewrite(JSON.stringify(flow))) as Flow
  const world = createWorld({ clock: 'fast', seed: 'contracts' })
  const mails: OutgoingMail[] = []
  const bloomreach = createBloomreach({
    world,
    fetch: request => forward(request, origin, { signal: request.signal }),
    mail: {
      async send(mail) {
        mails.push(mail)
        return { accepted: mail.to, rejected: [] }
      },
    },
    publicUrl: () => 'http://sandbox.internal',
  })
  const { customer } = EXAMPLE
  await bloomreach.load(
    bloomreachWorldSchema.parse({
      consentCategories: ['newsletter'],
      customers: [
        {
          ids: { registered: customer },
          attributes: { email: customer, first_name: 'Ada' },
          consents: { newsletter: 'accept' },
        },
      ],
      integrations: [
        {
          type: 'http_authentication_schema',
          name: 'Talon.One referrals',
          endpoint,
          headers: headers.map(header => ({ ...header, visibility: 'public' })),
        },
      ],
    }),
  )
  const { id } = bloomreach.scenarios.create({
    name: 'Contract',
    nodes: [
      { id: 1, type: 'now' },
      { ...webhook, id: 2 },
      { id: 3, type: 'email', subject: 'Yours', html, consentCategory: 'newsletter' },
    ],
    connections: [
      [1, 2],
      [2, 3],
    ],
  })
  bloomreach.scenarios.start(id)
  await world.clock.settle()
  world.clock.stop()
  const found = bloomreach.customers.find({ registered: customer })
  return { mails, events: found === undefined ? [] : [...bloomreach.events.of(found.id, 'campaign')] }
}

/** The answer reached the customer. */
export async function expectMail(flow: Flow, stage: Stage, words: string): Promise<void> {
  const played = await play(flow, stage)
  const [mail] = played.mails
  if (mail === undefined) throw new Error(`no email was sent; campaign events: ${statusesOf(played)}`)
  if (!mail.html?.includes(words))
    throw new Error(`the email does not say ${JSON.stringify(words)}: ${mail.html}`)
}

/** The answer stopped the customer, and no half-made email went out. */
export async function expectFailure(flow: Flow, stage: Stage): Promise<void> {
  const played = await play(flow, stage)
  if (played.mails.length > 0) throw new Error('an email was sent although the webhook failed')
  if (!statusesOf(played).includes('webhook failed')) {
    throw new Error(`the webhook is not reported as failed; campaign events: ${statusesOf(played)}`)
  }
}
