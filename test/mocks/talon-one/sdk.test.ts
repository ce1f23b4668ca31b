// The vendor's own JavaScript SDK (talon_one 4.3.0) does the whole life of a referral against the emulator, over a real port. It has no
// call for creating accounts, Applications and API keys (its generic callApi does it), and none for several advocates at once.
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import * as talonOneSdk from 'talon_one'
import { expect, onTestFinished, test } from 'vitest'
import { startTalonOne } from '../../support/talon-one.ts'

// The SDK's own types describe every value as `any` or as a module path.
// biome-ignore lint/suspicious/noExplicitAny: the border to an untyped client
type Sdk = any
const { ApiClient, IntegrationApi, ManagementApi, ...models }: Sdk = talonOneSdk

async function startSdk() {
  const { judgedFetch } = await startTalonOne({ applications: [] })
  const server = serve({ fetch: judgedFetch(), port: 0, hostname: '127.0.0.1' })
  await new Promise(resolve => server.once('listening', resolve))
  onTestFinished(() => {
    server.close()
  })
  const client = new ApiClient()
  client.basePath = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const authentications = client.authentications
  const post = (path: string, body: unknown): Promise<Sdk> =>
    client
      .callApi(
        path,
        'POST',
        {},
        {},
        {},
        {},
        body,
        ['manager_auth'],
        ['application/json'],
        ['application/json'],
        Object,
        null,
      )
      .then(({ data }: Sdk) => data)
  return {
    client,
    authentications,
    post,
    integration: new IntegrationApi(client),
    management: new ManagementApi(client),
  }
}

test('bootstraps, creates, redeems, rejects, lists and deletes a referral', async () => {
  const { authentications, post, integration, management } = await startSdk()

  await post('/v1/accounts', { companyName: 'Demo', email: 'demo@example.com', password: 'secret' })
  const session = await management.createSession(new models.LoginParams('demo@example.com', 'secret'))
  authentications.manager_auth.apiKey = session.token
  authentications.manager_auth.apiKeyPrefix = 'Bearer'
  const application = await post('/v1/applications', { name: 'Shop', currency: 'EUR', timezone: 'UTC' })
  const key = await post(`/v1/applications/${application.id}/apikeys`, {
    title: 'Backend',
    expires: '2030-01-01T00:00:00Z',
  })
  authentications.api_key_v1.apiKey = key.key
  authentications.api_key_v1.apiKeyPrefix = 'ApiKey-v1'
  const campaign = await management.createCampaign(
    application.id,
    new models.NewCampaign('Refer a friend', 'enabled', [], ['referrals'], []),
  )
  expect(campaign).toBeInstanceOf(models.Campaign)

  await integration.updateCustomerProfileV2(
    'ada@example.com',
    new models.CustomerProfileIntegrationRequestV2(),
    {},
  )
  const created = await integration.createReferral(new models.NewReferral(campaign.id, 'ada@example.com'))
  expect(created).toBeInstanceOf(models.Referral)

  const close = (sessionId: string, profileId: string, referralCode: string) => {
    const content = new models.NewCustomerSessionV2()
    Object.assign(content, { profileId, referralCode, state: 'closed' })
    return integration.updateCustomerSessionV2(sessionId, new models.IntegrationRequest(content), {})
  }
  const redeemed = await close('order-1', 'bob@example.com', created.code)
  expect(redeemed.effects[0]).toMatchObject({ effectType: 'acceptReferral', props: { value: created.code } })
  const rejected = await close('order-2', 'ada@example.com', created.code)
  expect(rejected.effects[0]).toMatchObject({
    effectType: 'rejectReferral',
    props: { rejectionReason: 'ReferralRecipientIdSameAsAdvocate' },
  })

  const inventory = await integration.getCustomerInventory('ada@example.com', { referrals: true })
  expect(inventory.referrals).toMatchObject([{ code: created.code, usageCounter: 1 }])
  const list = () =>
    management.getReferralsWithoutTotalCount(application.id, campaign.id, { advocate: 'ada@example.com' })
  expect((await list()).data).toMatchObject([{ id: created.id, usageCounter: 1 }])
  await management.deleteReferral(application.id, campaign.id, String(created.id))
  expect((await list()).data).toEqual([])
  await management.destroySession()
})

test('reads campaigns, attributes, access logs and customers', async () => {
  const { authentications, post, integration, management } = await startSdk()
  const { token } = await post('/v1/accounts', { companyName: 'D', email: 'd@example.com', password: 's' })
  authentications.manager_auth.apiKey = token
  authentications.manager_auth.apiKeyPrefix = 'Bearer'
  const { id } = await post('/v1/applications', { name: 'Shop', currency: 'EUR', timezone: 'UTC' })
  const { key } = await post(`/v1/applications/${id}/apikeys`, {
    title: 'B',
    expires: '2030-01-01T00:00:00Z',
  })
  authentications.api_key_v1.apiKey = key
  authentications.api_key_v1.apiKeyPrefix = 'ApiKey-v1'

  const campaign = await management.createCampaign(
    id,
    new models.NewCampaign('A', 'enabled', [], ['referrals'], []),
  )
  const update = new models.UpdateCampaign('B', [], ['referrals'], [])
  expect((await management.updateCampaign(id, campaign.id, update)).name).toBe('B')
  expect((await management.getCampaigns(id, {})).data).toHaveLength(1)
  const copy = await management.copyCampaignToApplications(id, campaign.id, new models.CampaignCopy([id]))
  await management.deleteCampaign(id, copy.data[0].id)
  const attribute = new models.NewAttribute('Referral', 'channel', 'Channel', 'string', '', [], true)
  await management.createAttribute(attribute)
  expect((await management.getAttributes({})).data[0]).toMatchObject({ name: 'channel' })
  await integration.updateCustomerProfileV2('ada', new models.CustomerProfileIntegrationRequestV2(), {})
  const logs = await management.getAccessLogsWithoutTotalCount(
    id,
    new Date('2026-01-01T00:00:00Z'),
    new Date('2027-01-01T00:00:00Z'),
    {},
  )
  expect(logs.data).toHaveLength(1)
  expect((await management.getApplicationCustomers(id, {})).data).toMatchObject([{ integrationId: 'ada' }])
})

test('an error reaches the client with its status and body', async () => {
  const { authentications, integration } = await startSdk()
  authentications.api_key_v1.apiKey = 'wrong'
  authentications.api_key_v1.apiKeyPrefix = 'ApiKey-v1'

  const failure = await integration
    .createReferral(new models.NewReferral(1, 'ada'))
    .catch((error: Sdk) => error)

  expect([failure.status, failure.body.StatusCode]).toEqual([401, 401])
})
