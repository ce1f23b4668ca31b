// The control API refuses a scenario that can never work with all its findings; a warning refuses nothing.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../../harness/index.ts'
import { givenWorld, REFERRAL } from './given-world.ts'

const path = '/_sandbox/bloomreach/scenarios'
let sandbox: Sandbox

beforeEach(async () => {
  sandbox = await startSandbox({ clock: 'manual', listen: false })
})
afterEach(() => sandbox.stop())

const send = async (method: string, to: string, body: unknown) => {
  const answer = await sandbox.fetch(to, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: await answer.json() }
}

function scenario(change: (given: ReturnType<typeof givenWorld>) => void = () => {}) {
  const given = givenWorld()
  delete given.scenario.start
  change(given)
  return given.scenario
}

test('errors refuse, and everything that is wrong is said', async () => {
  const wrong = scenario(({ webhook, email }) => {
    webhook.method = 'POST'
    webhook.url = `${REFERRAL}?campaignId=373`
    email.html = '{{ webhook.cod | uper }}'
  })

  const { status, body } = await send('POST', path, wrong)

  expect(status).toBe(400)
  expect(body.error.code).toBe('invalid-scenario')
  for (const code of ['wrong-method', 'missing-parameter', 'unknown-filter', 'unknown-response-field']) {
    expect(body.error.message).toContain(`(${code})`)
  }
})

test('each finding is data: its code, its path, its node, the nearest name', async () => {
  const wrong = scenario(({ webhook, wait }) => {
    webhook.methd = 'GET'
    wait.period = 60
  })

  const { body } = await send('POST', path, wrong)

  expect(body.error.findings).toEqual([
    {
      code: 'invalid-field',
      path: ['nodes', 1, 'period'],
      node: 2,
      message: 'nodes[1].period: expected a length of time such as "1 minute", got 60 (number).',
      remedy: 'Write for example period: "1 minute".',
    },
    {
      code: 'unknown-key',
      path: ['nodes', 2, 'methd'],
      node: 3,
      message: 'unknown key "methd" in nodes[2].',
      remedy: 'Did you mean "method"?',
    },
  ])
})

test.each([
  ['/_sandbox/faults', { operatoin: 'x', first: 1 }, 'Did you mean "operation"?'],
  ['/_sandbox/faults', { operation: 'x', first: 'two' }, 'Write for example first: 1.'],
  [
    '/_sandbox/bloomreach/integrations',
    { type: 'http_authentication_shema', name: 'x' },
    'Did you mean "http_authentication_schema"?',
  ],
  ['/_sandbox/bloomreach/consent-categories', { id: 7 }, 'Write for example id: "7".'],
])('POST %s with %j says what to do', async (to, sent, remedy) => {
  const { status, body } = await send('POST', to, sent)

  expect(status).toBe(400)
  expect(body.error.findings.map((finding: { remedy: string }) => finding.remedy)).toContain(remedy)
  expect(body.error.message).toContain(remedy)
})

test('warnings alone refuse nothing', async () => {
  const doubtful = scenario(({ email }) => {
    email.html = '{{ webhook.cod }}{{ cutomer }}'
  })

  expect((await send('POST', path, doubtful)).status).toBe(200)
})

test('a scenario that is refused leaves the kept one as it was, and what was read can be written back', async () => {
  const { body: kept } = await send('POST', path, scenario())
  const wrong = scenario(({ email }) => {
    email.html = '{{ webhook.code }'
  })

  expect((await send('PUT', `${path}/${kept.id}`, wrong)).status).toBe(400)
  expect(await (await sandbox.fetch(`${path}/${kept.id}`)).json()).toEqual(kept)
  expect((await send('PUT', `${path}/${kept.id}`, kept)).status).toBe(200)
})

test('a scenario that is not there is a 404, whatever is put', async () => {
  expect((await send('PUT', `${path}/none`, { name: 7 })).status).toBe(404)
})
