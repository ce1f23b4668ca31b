import { setupServer } from 'msw/node'
import talonOneSdk from 'talon_one'
import { afterEach, expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { handlersFor } from '../../harness/msw.ts'
import { referralWithCode } from '../support/referrals.ts'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function intercepted() {
  const sandbox = await startSandbox({ listen: false })
  const server = setupServer(...handlersFor(sandbox))
  server.listen({ onUnhandledFrame: 'error' })
  cleanUps.push(
    () => sandbox.stop(),
    () => server.close(),
  )
  return sandbox
}

test("fetch of the vendor's real host is answered in process by the emulator", async () => {
  const sandbox = await intercepted()

  const response = await fetch(
    'https://integration.talon.one/customer_engagement/referral?campaignId=373&advocateProfileIntegrationId=ada@example.com',
    {
      headers: {
        Authorization: `ApiKey-v1 ${sandbox.talonOne.keyFor('customer_engagement')}`,
        'destination-hostname': 'sandbox.europe-west1.talon.one',
      },
    },
  )

  expect(response.status).toBe(200)
  const { code } = (await response.json()) as { code: string }
  expect(referralWithCode(sandbox, code)?.campaignId).toBe(373)
})

test.each([
  'api.exponea.com',
  'cloud-api.exponea.com',
  'api-engagement.bloomreach.com',
  'uk1-api.eng.bloomreach.com',
  'eu3-api.eng.bloomreach.com',
])('Bloomreach answers on its real host %s too', async host => {
  const sandbox = await intercepted()

  const response = await fetch(
    `https://${host}/track/v2/projects/${sandbox.bloomreach.projectToken}/system/time`,
    {
      headers: {
        Authorization: `Basic ${btoa(`${sandbox.bloomreach.apiKeyId}:${sandbox.bloomreach.apiSecret}`)}`,
      },
    },
  )

  expect(await response.json()).toMatchObject({ success: true, time: 1767603600 })
})

test('an address that only mentions a vendor is not answered', async () => {
  const { journal } = await intercepted()

  await expect(fetch('https://nobody.invalid/x.exponea.com/track/v2')).rejects.toThrow()
  expect((await journal({ kind: 'bloomreach.request' })).entries).toEqual([])
})

test("the vendor's own SDK, pointed at its real deployment, is answered in process", async () => {
  const sandbox = await intercepted()
  const { ApiClient, IntegrationApi, NewReferral } = talonOneSdk as unknown as Sdk
  ApiClient.instance.basePath = 'https://sandbox.europe-west1.talon.one'
  Object.assign(ApiClient.instance.authentications.api_key_v1 ?? {}, {
    apiKey: sandbox.talonOne.keyFor('none'),
    apiKeyPrefix: 'ApiKey-v1',
  })

  const referral = await new IntegrationApi().createReferral(new NewReferral(373, 'ada@example.com'))

  expect(referralWithCode(sandbox, referral.code)?.advocateProfileIntegrationId).toBe('ada@example.com')
})

interface Sdk {
  ApiClient: { instance: { basePath: string; authentications: Record<string, object> } }
  IntegrationApi: new () => { createReferral(body: object): Promise<{ code: string }> }
  NewReferral: new (campaignId: number, advocate: string) => object
}
