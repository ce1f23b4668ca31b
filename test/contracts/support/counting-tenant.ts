// A tenant: both emulators on the wall clock behind doors that count, and that tell what a live run leaves behind.
import { type HttpServer, openHttpServer } from '../../../harness/doors/http-server.ts'
import { type Sandbox, startSandbox } from '../../../harness/index.ts'

export interface TenantReport {
  requests: number
  referrals: number
  profiles: number
  mails: number
}

export type CountingTenant = Awaited<ReturnType<typeof openTenant>>

const expires = '2099-01-01T00:00:00Z'

const APPLICATION = {
  id: 1,
  name: 'Live',
  apiKeys: [
    { title: 'Bloomreach', platform: 'customer_engagement' as const, expires },
    { title: 'Backend', platform: 'none' as const, expires },
  ],
  campaigns: [
    { id: 42, name: 'Refer a friend', state: 'enabled' as const, features: ['referrals' as const] },
  ],
}

export async function openTenant() {
  const sandbox = await startSandbox({
    clock: 'real',
    listen: false,
    world: { talonOne: { applications: [APPLICATION] } },
  })
  const { talonOne } = sandbox
  let requests = 0
  const count = (request: Request): Request => {
    requests++
    return request
  }
  const api = await door(async request => talonOne.app.fetch(count(request)))
  const inbox = await door(request => askInbox(sandbox, count(request)))
  return {
    talonOne: api.url,
    mailpit: inbox.url,
    applicationId: '1',
    campaignId: '42',
    apiKey: talonOne.keyFor('none') ?? '',
    engagementKey: talonOne.keyFor('customer_engagement') ?? '',
    managementKey: talonOne.managementKey,
    report: async (): Promise<TenantReport> => ({ requests, ...(await leftIn(sandbox)) }),
    stop: () => Promise.all([api.stop(), inbox.stop(), sandbox.stop()]),
  }
}

const door = (fetch: (request: Request) => Promise<Response>): Promise<HttpServer> =>
  openHttpServer({ fetch, host: '127.0.0.1', port: 0, purpose: 'a counting tenant', option: 'port' })

async function askInbox({ inboxFetch }: Sandbox, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const { method, headers } = request
  const body = await request.text()
  return inboxFetch(pathname + search, { method, headers, ...(body === '' ? {} : { body }) })
}

async function leftIn({ talonOne, inboxFetch }: Sandbox): Promise<Omit<TenantReport, 'requests'>> {
  const countOf = async (path: string) => {
    const headers = { authorization: `ManagementKey-v1 ${talonOne.managementKey}` }
    const answer = await talonOne.app.request(path, { headers })
    return ((await answer.json()) as { data: unknown[] }).data.length
  }
  const mails = (await (await inboxFetch('/api/v1/messages')).json()) as { total: number }
  return {
    referrals: await countOf('/v1/applications/1/campaigns/42/referrals/no_total'),
    profiles: await countOf('/v1/applications/1/customers'),
    mails: mails.total,
  }
}
