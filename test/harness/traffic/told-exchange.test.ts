// What a failure is explained by: once, short or whole, and never with a secret.
import { expect, test } from 'vitest'
import { isTold } from '../../../harness/command-line/output/trace.ts'
import { type Sandbox, startSandbox, type WorldDefinition } from '../../../harness/index.ts'
import type { Length } from '../../../harness/traffic/exchange-lines.ts'
import { toldExchange } from '../../../harness/traffic/told-exchange.ts'

const KEY = 'a-real-looking-key-1234567890'

const worldWith = (html: string, advocate: string): WorldDefinition => ({
  talonOne: {
    applications: [
      {
        id: 1,
        name: 'Shop',
        apiKeys: [{ title: 'CEP', platform: 'customer_engagement', key: KEY }],
        campaigns: [{ id: 373, name: 'Refer', features: ['referrals'] }],
        profiles: [{ integrationId: 'ada' }],
      },
    ],
  },
  bloomreach: {
    consentCategories: ['newsletter'],
    customers: [
      {
        ids: { registered: 'ada' },
        attributes: { email: 'ada@example.com' },
        consents: { newsletter: 'accept' },
      },
    ],
    scenarios: [
      {
        name: 'Refer',
        start: true,
        nodes: [
          { id: 1, type: 'now' },
          {
            id: 2,
            type: 'webhook',
            method: 'GET',
            url: `https://integration.talon.one/customer_engagement/referral?campaignId=373&advocateProfileIntegrationId=${advocate}`,
            headers: [
              { name: 'Authorization', value: `ApiKey-v1 ${KEY}` },
              { name: 'destination-hostname', value: 'sandbox.europe-west1.talon.one' },
              { name: 'customer-engagement-platform-name', value: 'Bloomreach' },
            ],
            response: 'json',
            consentCategory: 'newsletter',
          },
          {
            id: 3,
            type: 'email',
            subject: 'Hi',
            html,
            recipients: 'matching',
            consentCategory: 'newsletter',
          },
        ],
        connections: [
          [1, 2],
          [2, 3],
        ],
      },
    ],
  },
})

async function toldOf(world: WorldDefinition, length: Length): Promise<string[]> {
  await using sandbox: Sandbox = await startSandbox({ listen: false, world })
  await sandbox.startScenarios()
  await sandbox.settle()
  const { talonOne, bloomreach } = sandbox
  const tell = toldExchange({ world: talonOne.world as never, talonOne, bloomreach }, length)
  return talonOne.world.journal.read().filter(isTold).flatMap(tell)
}

test('a webhook that was refused is explained once by what it sent and what came back', async () => {
  const told = await toldOf(worldWith('<p>x</p>', 'nobody'), { body: 300, headers: 'none' })

  expect(told).toEqual([
    '> GET https://integration.talon.one/customer_engagement/referral?campaignId=373&advocateProfileIntegrationId=nobody',
    '< 404',
    expect.stringMatching(/^< \{"StatusCode":404,/),
  ])
})

test('a mail that printed nothing is explained by the answer that it read', async () => {
  const told = await toldOf(worldWith('<p>{{ webhook.referralCode }}</p>', 'ada'), {
    body: 20,
    headers: 'none',
  })

  expect(told[0]).toMatch(/^> GET /)
  expect(told[1]).toBe('< 200')
  expect(told[2]).toMatch(/^< .{20}…$/)
  expect(told[3]).toMatch(/^< \(cut: \d+ bytes in all\)$/)
})

test('with headers none of them shows a secret', async () => {
  const told = await toldOf(worldWith('<p>x</p>', 'nobody'), { body: 300, headers: 'all' })

  expect(told).toContain('> Authorization: ApiKey-v1 ********')
  expect(told.join()).not.toContain(KEY)
})
