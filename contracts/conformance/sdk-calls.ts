// The vendor's own JavaScript client against the emulator over a real port: which operations does it drive?
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import * as talonOneSdk from 'talon_one'
import { createWorld } from '../../mocks/kit/world.ts'
import { createTalonOne, type TalonOne } from '../../mocks/talon-one/index.ts'

// The SDK's own types describe every value as `any` or as a module path.
// biome-ignore lint/suspicious/noExplicitAny: the border to an untyped client
type Sdk = any
const { ApiClient, IntegrationApi, ManagementApi, ...models }: Sdk = talonOneSdk

const ADA = 'ada@example.com'
const BOB = 'bob@example.com'

/** The operations that answered the client with a success. */
export async function operationsOfTheSdk(): Promise<Set<string>> {
  const world = createWorld()
  const talonOne = createTalonOne(world)
  await talonOne.load({
    managers: [{ email: 'manager@example.com', password: 'secret' }],
    applications: [
      {
        id: 1,
        name: 'Demo shop',
        apiKeys: [
          { title: 'Backend', key: 'backend' },
          { title: 'Bloomreach', key: 'cep', platform: 'customer_engagement' },
        ],
        campaigns: [{ id: 373, name: 'Refer a friend', features: ['referrals', 'coupons'] }],
        profiles: [{ integrationId: ADA }],
      },
    ],
  })
  const coupon = await createCoupon(talonOne)
  const after = world.journal.last
  const server = createServer(getRequestListener(talonOne.app.fetch))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  try {
    await live(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, coupon)
  } finally {
    server.close()
    server.closeAllConnections()
  }
  const answers = world.journal.read({ kind: 'talon-one.response', after, limit: Number.POSITIVE_INFINITY })
  return new Set(
    answers.filter(({ status }) => Number(status) < 400).map(({ operation }) => String(operation)),
  )
}

/** The SDK's version has no call that creates one coupon and gives its code back. */
async function createCoupon(talonOne: TalonOne): Promise<string> {
  const answer = await talonOne.app.request(
    '/customer_engagement/coupon?applicationId=1&campaignId=373&externalCampaignId=spring',
    {
      headers: {
        authorization: 'ApiKey-v1 cep',
        'destination-hostname': talonOne.hostname,
        'customer-engagement-platform-name': 'Bloomreach',
      },
    },
  )
  return ((await answer.json()) as { Value: string }).Value
}

async function live(basePath: string, coupon: string): Promise<void> {
  const client = new ApiClient()
  Object.assign(client, { basePath })
  const { api_key_v1: apiKey, manager_auth: manager } = client.authentications
  const integration = new IntegrationApi(client)
  const management = new ManagementApi(client)
  Object.assign(apiKey, { apiKey: 'backend', apiKeyPrefix: 'ApiKey-v1' })
  const { token } = await management.createSession(new models.LoginParams('manager@example.com', 'secret'))
  Object.assign(manager, { apiKey: token, apiKeyPrefix: 'Bearer' })
  const referral = await liveAsBackend(integration, coupon)
  await liveAsManager(management, referral)
  await management.destroySession()
}

async function liveAsBackend(integration: Sdk, coupon: string): Promise<Sdk> {
  const referral = await integration.createReferral(new models.NewReferral(373, ADA))
  const profile = new models.CustomerProfileIntegrationRequestV2()
  await integration.updateCustomerProfileV2(BOB, profile, {})
  const session = Object.assign(new models.NewCustomerSessionV2(), {
    profileId: BOB,
    referralCode: referral.code,
    state: 'closed',
  })
  await integration.updateCustomerSessionV2('order-1', new models.IntegrationRequest(session), {})
  await integration.getCustomerInventory(ADA, { referrals: true })
  await integration.createCouponReservation(coupon, new models.CouponReservations([ADA]))
  await integration.getReservedCustomers(coupon)
  await integration.deleteCouponReservation(coupon, new models.CouponReservations([ADA]))
  return referral
}

async function liveAsManager(management: Sdk, referral: Sdk): Promise<void> {
  await management.getApplications({})
  await management.getApplication(1)
  await management.createCampaign(1, new models.NewCampaign('Another', 'enabled', [], ['referrals'], []))
  await management.getCampaigns(1, {})
  await management.getCampaign(1, 373)
  const { data } = await management.copyCampaignToApplications(1, 373, new models.CampaignCopy([1]))
  await management.updateCampaign(1, data[0].id, new models.UpdateCampaign('B', [], ['referrals'], []))
  await management.deleteCampaign(1, data[0].id)
  await management.getReferralsWithoutTotalCount(1, 373, {})
  await management.getAttributes({})
  const attribute = new models.NewAttribute('Referral', 'channel', 'Channel', 'string', '', [], true)
  const { id } = await management.createAttribute(attribute)
  await management.getAttribute(id)
  await management.updateAttribute(id, attribute)
  const day = (text: string) => new Date(`${text}T00:00:00Z`)
  await management.getAccessLogsWithoutTotalCount(1, day('2026-01-01'), day('2027-01-01'), {})
  const customers = await management.getApplicationCustomers(1, {})
  await management.getApplicationApiHealth(1)
  await management.getApplicationCustomer(1, customers.data[0].id)
  await management.getCustomerProfiles({})
  await management.getCustomerProfile(customers.data[0].id)
  await management.deleteReferral(1, 373, String(referral.id))
}
