// What waits is data: written down as JSON, dropped and read again between any two jobs, a run goes on as if nothing had been. And
// no kind of job may be missing: without it the story is another one.
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { type NewScenario, type Sandbox, startSandbox } from '../../harness/index.ts'
import { writingJobsDown } from '../support/written-jobs.ts'

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

function start(): Promise<Sandbox> {
  return startSandbox({
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

/** Everything that can be seen of a world in which something of each kind waits. */
async function story(): Promise<string[]> {
  await using sandbox = await start()
  const { bloomreach, talonOne, scenarios, clock } = sandbox
  const answers: string[] = []
  const ask = async (app: Sandbox['talonOne']['app'], line: string, body: object, authorization: string) => {
    const [method = '', path = ''] = line.split(' ')
    const headers = { 'content-type': 'application/json', authorization }
    const answer = await app.request(path, { method, headers, body: JSON.stringify(body) })
    answers.push(`${answer.status} ${await answer.text()}`)
    return JSON.parse(answers.at(-1)?.slice(4) ?? '') as Record<string, unknown>
  }
  const track = (path: string, name: string, more: object) =>
    ask(
      bloomreach.app,
      `POST /track/v2/projects/${bloomreach.projectToken}/${path}`,
      { customer_ids: { registered: name }, ...more },
      `Basic ${btoa(`${bloomreach.apiKeyId}:${bloomreach.apiSecret}`)}`,
    )
  const integrate = (line: string, body: object) =>
    ask(talonOne.app, line, body, `ApiKey-v1 ${talonOne.keyFor('none')}`)
  talonOne.notifications.subscribe({ url: HOOK })
  for (const definition of [CART, NEWS]) {
    const { id } = await scenarios.create(definition)
    await scenarios.start(id)
  }
  for (const name of people)
    await track('customers', name, { properties: { email: `${name}@example.com`, first: name } })
  await clock.advance('1m')
  for (const name of people) await track('customers/events', name, { event_type: 'cart' })
  const { code } = await integrate('POST /v1/referrals', {
    campaignId: 373,
    advocateProfileIntegrationId: 'ada',
  })
  await integrate('PUT /v2/customer_sessions/s', {
    customerSession: { profileId: 'bob', referralCode: code, state: 'closed' },
  })
  await ask(
    talonOne.app,
    'POST /v1/applications/1/campaigns',
    { name: 'Spring', tags: [], features: ['referrals'], limits: [] },
    `ManagementKey-v1 ${talonOne.managementKey}`,
  )
  await clock.advance('2h')
  await track('customers/events', 'ada', { event_type: 'purchase' })
  answers.push(JSON.stringify(await clock.state()))
  for (let day = 0; day < 3; day++) answers.push(JSON.stringify(await clock.advance('1d')))
  const { entries } = await sandbox.journal({ limit: 100_000 })
  const mails = await sandbox.inbox.list()
  const whole = await Promise.all(mails.map(({ ID }) => sandbox.inbox.read(ID)))
  return [...answers, ...[...entries, ...mails, ...whole].map(one => JSON.stringify(one))]
}

const kindsInSource = async (): Promise<string[]> => {
  const kinds: string[] = []
  for await (const file of glob('mocks/**/*.ts')) {
    const source = readFileSync(file, 'utf8')
    kinds.push(...[...source.matchAll(/\.performs<[^(]*\('([^']+)'/g)].map(([, kind = '']) => kind))
  }
  return kinds.sort()
}

describe('jobs that are written down and read again', async () => {
  const kinds = await kindsInSource()
  const straight = await story()

  test('lead to the same answers, journal and mails', async () => {
    using written = writingJobsDown()

    expect(await story()).toEqual(straight)
    expect([...written.kinds].sort()).toEqual(kinds)
  })

  test.each(kinds)('are missed where one is lost: %s', async lose => {
    using _ = writingJobsDown({ lose })

    expect(await story()).not.toEqual(straight)
  })
})

test('the tutorial goes on as if nothing had been', async () => {
  const tutorial = async () => {
    await using sandbox = await startSandbox({ listen: false })
    for (const { id } of (await sandbox.scenarios.list()).scenarios) await sandbox.scenarios.start(id)
    await sandbox.settle()
    const { entries } = await sandbox.journal({ limit: 100_000 })
    const mails = await sandbox.inbox.list()
    const whole = await Promise.all(mails.map(({ ID }) => sandbox.inbox.read(ID)))
    return { mails: mails.length, story: JSON.stringify([entries, mails, whole]) }
  }
  const straight = await tutorial()
  using _ = writingJobsDown()

  expect(await tutorial()).toEqual(straight)
  expect(straight.mails).toBeGreaterThan(0)
})
