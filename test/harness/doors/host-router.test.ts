import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { createHostRouter } from '../../../harness/doors/host-router.ts'

const named = (name: string) => () => new Response(name)
const router = (allowHosts: string[] = []) =>
  createHostRouter({
    talonOne: named('talon-one'),
    bloomreach: named('bloomreach'),
    own: () => ({ origin: 'http://127.0.0.1:4400', host: '127.0.0.1', fetch: named('own') }),
    allowHosts,
  })
const reach = async (url: string, allowHosts?: string[]) =>
  (await router(allowHosts)(new Request(url), { causedBy: 1 })).text()

test.each([
  ['https://integration.talon.one/customer_engagement/referral', 'talon-one'],
  ['https://mycompany.europe-west1.talon.one/v1/referrals', 'talon-one'],
  ['https://api.exponea.com/track/v2/projects/x/customers', 'bloomreach'],
  ['https://api-cis.exponea.com/data/v2', 'bloomreach'],
  ['https://cloud-api.exponea.com/data/v2', 'bloomreach'],
  ['https://api.eu1.exponea.com/data/v2', 'bloomreach'],
  ['https://uqa.api.exponea.dev/track/v2', 'bloomreach'],
  ['https://api-engagement.bloomreach.com/track/v2', 'bloomreach'],
  ['https://uk1-api-engagement.bloomreach.com/track/v2', 'bloomreach'],
  ['https://uk1-api.eng.bloomreach.com/track/v2', 'bloomreach'],
  ['https://EU2-API.eng.bloomreach.com/track/v2', 'bloomreach'],
  ['https://us3-api.eng.bloomreach.com:443/track/v2', 'bloomreach'],
  ['http://127.0.0.1:4400/track/v2', 'own'],
  ['http://localhost:4400/_sandbox/settle', 'own'],
  ['http://[::1]:4400/_sandbox/settle', 'own'],
  ['http://127.9.9.9:4400/_sandbox/settle', 'own'],
])('%s leads to %s', async (url, house) => {
  expect(await reach(url)).toBe(house)
})

test.each([
  'https://example.com/',
  'https://talon.one.example.com/',
  'https://nottalon.one/',
  'https://api.exponea.com.evil.example/',
  'https://evil.example/api.exponea.com/',
  'https://notexponea.com/',
  'https://exponea.com/',
  'https://api.bloomreach.com.evil.example/',
  'https://www.bloomreach.com/',
  'http://169.254.169.254/latest/meta-data',
  'http://10.0.0.1/',
])('%s is refused', async url => {
  await expect(reach(url)).rejects.toMatchObject({
    code: 'host-refused',
    message: expect.stringContaining('--allow-host'),
  })
})

test('loopback is reached over the network, and a redirect is answered as it came', async () => {
  const server = createServer((_, response) =>
    response.writeHead(302, { location: 'https://example.com/' }).end(),
  )
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  const response = await router()(
    new Request(`http://localhost:${port}/`.replace('localhost', '127.0.0.1')),
    { causedBy: 1 },
  )
  server.close()

  expect(response.status).toBe(302)
})

test('an emulator that never answers is left when the request is aborted', async () => {
  const never = createHostRouter({
    talonOne: () => new Promise<Response>(() => {}),
    bloomreach: named('bloomreach'),
    own: () => undefined,
    allowHosts: [],
  })
  const controller = new AbortController()
  const answer = never(new Request('https://integration.talon.one/', { signal: controller.signal }), {
    causedBy: 1,
  })

  controller.abort(new Error('too slow'))

  await expect(answer).rejects.toThrow('too slow')
})
