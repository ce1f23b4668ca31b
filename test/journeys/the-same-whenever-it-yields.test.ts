// Whether the process serves others between two jobs or never does: what happened, what was answered and what was mailed is
// the same to the byte.
import { expect, test } from 'vitest'
import { type NewScenario, type Sandbox, startSandbox } from '../../harness/index.ts'
import { breatheEvery } from '../../mocks/kit/time/breath.ts'
import { atRest } from '../support/at-rest.ts'

const people = Array.from({ length: 40 }, (_, index) => `p${index}@example.com`)

const REFERRAL = 'https://integration.talon.one/customer_engagement/referral?campaignId=373'

/** Everyone after a wait that differs, by both ways of a split, through a webhook to a mail. */
const ROUND: NewScenario = {
  name: 'Round',
  nodes: [
    { id: 1, type: 'now' },
    { id: 2, type: 'wait', period: '{{ customer.n }}', unit: 'minutes' },
    {
      id: 3,
      type: 'ab_split',
      variants: [
        { name: 'A', share: 50 },
        { name: 'B', share: 50 },
      ],
    },
    {
      id: 4,
      type: 'webhook',
      method: 'GET',
      url: `${REFERRAL}&advocateProfileIntegrationId={{ customer.email | urlencode }}`,
      response: 'json',
      authentication: 'Talon.One referrals',
      generalConsent: true,
    },
    {
      id: 5,
      type: 'email',
      subject: 'Code',
      html: '<p>{{ webhook.code }}</p>',
      generalConsent: true,
    },
  ],
  connections: [
    [1, 2],
    [2, 3],
    [3, 4, 'A'],
    [3, 4, 'B'],
    [4, 5],
  ],
}

const DAILY: NewScenario = {
  name: 'Daily',
  nodes: [
    { id: 1, type: 'repeat', every: 'day', at: '07:30', timeZone: 'Europe/Prague' },
    { id: 2, type: 'set_attribute', attributes: { seen: '{{ time }}' } },
  ],
  connections: [[1, 2]],
}

async function everyoneWritten({ bloomreach, talonOne }: Sandbox): Promise<string[]> {
  const ask = async (
    app: Sandbox['bloomreach']['app'],
    line: string,
    body: object,
    authorization: string,
  ) => {
    const [method = '', path = ''] = line.split(' ')
    const headers = { 'content-type': 'application/json', authorization }
    const answer = await app.request(path, { method, headers, body: JSON.stringify(body) })
    return `${answer.status} ${await answer.text()}`
  }
  const answers: string[] = []
  for (const [n, email] of people.entries()) {
    const customer = { customer_ids: { registered: email }, properties: { email, n: n % 7 } }
    const basic = `Basic ${btoa(`${bloomreach.apiKeyId}:${bloomreach.apiSecret}`)}`
    const track = `POST /track/v2/projects/${bloomreach.projectToken}/customers`
    const profile = `PUT /v2/customer_profiles/${email}`
    answers.push(await ask(bloomreach.app, track, customer, basic))
    answers.push(await ask(talonOne.app, profile, {}, `ApiKey-v1 ${talonOne.keyFor('none')}`))
  }
  return answers
}

/** Everything that can be seen of a world, while somebody looks at it all the time. */
async function storyOf(budgetMs: number): Promise<{ yields: number; mails: number; story: string[] }> {
  using _ = breatheEvery(budgetMs)
  await using sandbox = await startSandbox({ listen: false, clock: 'manual' })
  const answers = await everyoneWritten(sandbox)
  let isOver = false
  let yields = 0
  const looking = (async () => {
    for (; !isOver; yields++) {
      await sandbox.clock.state()
      await new Promise(setImmediate)
    }
  })()
  for (const definition of [ROUND, DAILY]) {
    const { id } = await sandbox.scenarios.create(definition)
    answers.push(JSON.stringify(await sandbox.scenarios.start(id)))
    await atRest(sandbox)
  }
  answers.push(JSON.stringify(await sandbox.clock.advance('30d')))
  isOver = true
  await looking
  const { entries } = await sandbox.journal({ limit: 100_000 })
  const mails = await sandbox.inbox.list()
  const whole = await Promise.all(mails.map(({ ID }) => sandbox.inbox.read(ID)))
  return {
    yields,
    mails: mails.length,
    story: [...answers, ...[...entries, ...mails, ...whole].map(one => JSON.stringify(one))],
  }
}

test('journal, answers and mails are the same with a turn between any two jobs and with none', async () => {
  const always = await storyOf(0)
  const never = await storyOf(Number.POSITIVE_INFINITY)

  expect(always.mails).toBeGreaterThanOrEqual(people.length)
  expect(always.yields).toBeGreaterThan(never.yields)
  expect(always.story.find((line, index) => line !== never.story[index])).toBeUndefined()
  expect(always.story).toHaveLength(never.story.length)
})
