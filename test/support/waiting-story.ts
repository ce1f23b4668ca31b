// A world in which something of each kind waits, lived step by step, and everything that can be seen of it.
import { type NewScenario, type Sandbox, type SandboxOptions, startSandbox } from '../../harness/index.ts'
import { atRest } from './at-rest.ts'

const people = ['ada', 'grace', 'edsger']

/** On an event, some time after it; then until an event of their own, or a day. */
const CART: NewScenario = {
  name: 'Cart',
  nodes: [
    { id: 1, type: 'on_event', event: 'cart', delaySeconds: 90 },
    { id: 2, type: 'wait', event: { type: 'purchase' }, timeout: '1 day' },
    { id: 3, type: 'email', subject: 'Cart', html: '<p>{{ customer.email }}</p>', generalConsent: true },
  ],
  connections: [
    [1, 2],
    [2, 3],
    [2, 3, 'timeout'],
  ],
}

/** Every morning, and at once on each event. */
const NEWS: NewScenario = {
  name: 'News',
  nodes: [
    { id: 1, type: 'repeat', every: 'day', at: '07:30', timeZone: 'Europe/Prague' },
    { id: 2, type: 'on_event', event: 'purchase' },
    { id: 3, type: 'wait', period: '5 minutes' },
    { id: 4, type: 'add_event', event: 'noted', attributes: { at: '{{ time }}' } },
  ],
  connections: [
    [1, 3],
    [2, 3],
    [3, 4],
  ],
}

/** Nobody there answers so that it would do: deliveries are tried again. */
const HOOK = 'https://integration.talon.one/v1/nothing'

export function startWaitingWorld(options: SandboxOptions = {}): Promise<Sandbox> {
  return startSandbox({
    ...options,
    listen: false,
    clock: 'manual',
    world: {
      talonOne: {
        loyaltyPrograms: [{ id: 7, name: 'stars', defaultPending: '1D', defaultValidity: '1Y' }],
        applications: [
          {
            id: 1,
            name: 'Shop',
            apiKeys: [{ title: 'Backend' }],
            profiles: [{ integrationId: 'ada' }],
            campaigns: [
              {
                id: 373,
                name: 'Refer',
                features: ['referrals'],
                referralEffects: {
                  advocate: [{ type: 'points', loyaltyProgramId: 7, points: 10 }],
                  friend: [],
                },
              },
            ],
          },
        ],
        managementKeys: [{ name: 'CI' }],
      },
      bloomreach: { settings: { readLagMs: 15_000 } },
    },
  })
}

/** Between two steps: the same world, or one that goes on in its place. */
export type Between = (sandbox: Sandbox) => Promise<Sandbox>

type House = (sandbox: Sandbox) => { app: Sandbox['talonOne']['app']; authorization: string }

const tracking: House = ({ bloomreach: { app, apiKeyId, apiSecret } }) => ({
  app,
  authorization: `Basic ${btoa(`${apiKeyId}:${apiSecret}`)}`,
})
const integration: House = ({ talonOne }) => ({
  app: talonOne.app,
  authorization: `ApiKey-v1 ${talonOne.keyFor('none')}`,
})
const management: House = ({ talonOne }) => ({
  app: talonOne.app,
  authorization: `ManagementKey-v1 ${talonOne.managementKey}`,
})

/** A world that is lived step by step, and what it answered. */
class Walk {
  readonly answers: string[] = []
  sandbox: Sandbox
  readonly #between: Between

  constructor(sandbox: Sandbox, between: Between) {
    this.sandbox = sandbox
    this.#between = between
  }

  async ask(house: House, line: string, body: object): Promise<Record<string, unknown>> {
    const { app, authorization } = house(this.sandbox)
    const [method = '', path = ''] = line.split(' ')
    const headers = { 'content-type': 'application/json', authorization }
    const answer = await app.request(path, { method, headers, body: JSON.stringify(body) })
    const text = await answer.text()
    await this.#keep(`${answer.status} ${text}`)
    return JSON.parse(text) as Record<string, unknown>
  }

  track(path: string, name: string, more: object) {
    const line = `POST /track/v2/projects/${this.sandbox.bloomreach.projectToken}/${path}`
    return this.ask(tracking, line, { customer_ids: { registered: name }, ...more })
  }

  async advance(length: string): Promise<void> {
    await this.#keep(JSON.stringify(await this.sandbox.clock.advance(length)))
  }

  async #keep(answer: string): Promise<void> {
    this.answers.push(answer)
    await atRest(this.sandbox)
    this.sandbox = await this.#between(this.sandbox)
  }
}

/** Everything that can be seen of the world, line by line; the last line is all that it keeps. */
export async function waitingStory(
  between: Between = async sandbox => sandbox,
  options: SandboxOptions = {},
): Promise<string[]> {
  const walk = new Walk(await startWaitingWorld(options), between)
  walk.sandbox.talonOne.notifications.subscribe({ url: HOOK })
  for (const definition of [CART, NEWS]) {
    const { id } = await walk.sandbox.scenarios.create(definition)
    await walk.sandbox.scenarios.start(id)
  }
  for (const name of people) {
    await walk.track('customers', name, { properties: { email: `${name}@example.com`, first: name } })
  }
  await walk.advance('1m')
  for (const name of people) await walk.track('customers/events', name, { event_type: 'cart' })
  const referral = { campaignId: 373, advocateProfileIntegrationId: 'ada' }
  const { code } = await walk.ask(integration, 'POST /v1/referrals', referral)
  const closed = { profileId: 'bob', referralCode: code, state: 'closed' }
  await walk.ask(integration, 'PUT /v2/customer_sessions/s', { customerSession: closed })
  // Whose points begin after a day; those of the first are called off before.
  const second = { ...closed, profileId: 'carl' }
  await walk.ask(integration, 'PUT /v2/customer_sessions/t', { customerSession: second })
  const campaign = { name: 'Spring', tags: [], features: ['referrals'], limits: [] }
  await walk.ask(management, 'POST /v1/applications/1/campaigns', campaign)
  await walk.advance('2h')
  await walk.track('customers/events', 'ada', { event_type: 'purchase' })
  const reopened = { ...closed, state: 'cancelled' }
  await walk.ask(integration, 'PUT /v2/customer_sessions/s', { customerSession: reopened })
  for (let day = 0; day < 3; day++) await walk.advance('1d')
  return [...walk.answers, ...(await seen(walk.sandbox))]
}

async function seen(given: Sandbox): Promise<string[]> {
  await using sandbox = given
  const { entries } = await sandbox.journal({ limit: 100_000 })
  const mails = await sandbox.inbox.list()
  const whole = await Promise.all(mails.map(({ ID }) => sandbox.inbox.read(ID)))
  return [...[...entries, ...mails, ...whole].map(one => JSON.stringify(one)), await sandbox.snapshot()]
}
