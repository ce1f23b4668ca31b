// What the tutorial has before its scenario: application, campaign, profiles, API key, authentication, consent category, customers.
import type { Sandbox } from '../../../harness/index.ts'

export async function prepareTutorial(sandbox: Sandbox): Promise<{ campaignId: number }> {
  const talonOne = (path: string, body: object) => asked(sandbox, `/_sandbox/signed-in${path}`, body)
  const application = await talonOne('/v1/applications', {
    name: 'Demo shop',
    timezone: 'UTC',
    currency: 'EUR',
  })
  const { id: campaignId } = await talonOne(`/v1/applications/${application.id}/campaigns`, {
    name: 'Refer a friend',
    state: 'enabled',
    tags: [],
    features: ['referrals'],
    limits: [],
    referralSettings: { validCharacters: ['A', 'B', 'C', 'D'], couponPattern: '####-####' },
  })
  const { key } = await talonOne(`/v1/applications/${application.id}/apikeys`, {
    title: 'Bloomreach',
    platform: 'customer_engagement',
    expires: '2030-01-01T00:00:00Z',
  })
  await sandbox.consentCategories.create({ id: 'newsletter' })
  await sandbox.integrations.create({
    type: 'http_authentication_schema',
    name: 'Talon.One referrals',
    endpoint: 'https://integration.talon.one/customer_engagement/referral',
    headers: [
      { name: 'Authorization', value: `ApiKey-v1 ${key}`, visibility: 'public' },
      { name: 'destination-hostname', value: 'sandbox.europe-west1.talon.one', visibility: 'public' },
    ],
  })
  for (const email of ['ada@example.com', 'grace@example.com']) {
    await asked(sandbox, `/_sandbox/talon-one/applications/${application.id}/profiles`, {
      integrationId: email,
    })
    await addCustomer(sandbox, email)
  }
  return { campaignId }
}

async function addCustomer(sandbox: Sandbox, email: string): Promise<void> {
  const ids = { customer_ids: { registered: email } }
  const tracking = `/_sandbox/signed-in/track/v2/projects/${sandbox.bloomreach.projectToken}/customers`
  await asked(sandbox, tracking, { ...ids, properties: { email, first_name: email.split('@')[0] } })
  await asked(sandbox, `${tracking}/events`, {
    ...ids,
    event_type: 'consent',
    properties: { action: 'accept', category: 'newsletter', valid_until: 'unlimited' },
  })
}

async function asked(sandbox: Sandbox, path: string, body: object) {
  const answer = await sandbox.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}
