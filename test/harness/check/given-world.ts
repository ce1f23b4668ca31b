// The tutorial's world in one file, to be spoiled: what a test changes is all that is wrong.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from '../../support/temporary-folder.ts'

export const REFERRAL = 'https://integration.talon.one/customer_engagement/referral'
export const ADVOCATE = 'advocateProfileIntegrationId={{ customer.email | urlencode }}'

/** Loose on purpose: tests write what the schemas refuse. */
// biome-ignore lint/suspicious/noExplicitAny: the test spoils it anywhere
type Loose = any

/** `scenario` and its parts are the same objects as in `world`. */
export interface GivenWorld {
  world: Loose
  scenario: Loose
  wait: Loose
  webhook: Loose
  email: Loose
  schema: Loose
  campaign: Loose
  apiKey: Loose
}

export function givenWorld(): GivenWorld {
  const apiKey = { title: 'Bloomreach', platform: 'customer_engagement', expires: '2030-01-01T00:00:00Z' }
  const campaign = { id: 373, name: 'Refer a friend', state: 'enabled', features: ['referrals'] }
  const schema = {
    type: 'http_authentication_schema',
    name: 'Talon.One referrals',
    endpoint: REFERRAL,
    headers: [
      { name: 'Authorization', value: 'ApiKey-v1 $' + '{talonOne.applications[0].apiKeys[0].key}' },
      { name: 'destination-hostname', value: '$' + '{talonOne.deployment}' },
    ],
  }
  const wait = { id: 2, type: 'wait', period: '1 minute' }
  const webhook = {
    id: 3,
    type: 'webhook',
    method: 'GET',
    url: `${REFERRAL}?campaignId=373&${ADVOCATE}`,
    response: 'json',
    authentication: 'Talon.One referrals',
    consentCategory: 'newsletter',
  }
  const email = {
    id: 4,
    type: 'email',
    subject: 'Your referral code',
    html: '<p>{{ webhook.code }}</p>',
    consentCategory: 'newsletter',
  }
  const scenario = {
    name: 'Referral code by email',
    start: true,
    nodes: [{ id: 1, type: 'now' }, wait, webhook, email],
    connections: [
      [1, 2],
      [2, 3],
      [3, 4],
    ],
  }
  const people = ['ada@example.com', 'grace@example.com']
  const world = {
    startsAt: '2026-01-05T09:00:00Z',
    talonOne: {
      applications: [
        {
          id: 1,
          name: 'Demo shop',
          apiKeys: [apiKey],
          campaigns: [campaign],
          profiles: people.map(integrationId => ({ integrationId })),
        },
      ],
    },
    bloomreach: {
      consentCategories: ['newsletter'],
      customers: people.map(address => ({
        ids: { registered: address },
        attributes: { email: address },
        consents: { newsletter: 'accept' },
      })),
      integrations: [schema],
      scenarios: [scenario],
    },
  }
  return { world, scenario, wait, webhook, email, schema, campaign, apiKey }
}

/** Writes it down; answers the file. */
export async function fileOf(content: unknown, name = 'my.world.json'): Promise<string> {
  const file = join(await temporaryFolder(), name)
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2))
  return file
}
