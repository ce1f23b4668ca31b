// A tenant in a process of its own: both emulators on the wall clock behind doors that count, and that tell what a live
// run leaves behind. Started by fork; says where it is, and on demand what it saw.
import { openHttpServer } from '../../../harness/doors/http-server.ts'
import { startSandbox } from '../../../harness/index.ts'

export interface TenantReady {
  talonOne: string
  mailpit: string
  applicationId: string
  campaignId: string
  apiKey: string
  engagementKey: string
  managementKey: string
}

export interface TenantReport {
  requests: number
  referrals: number
  profiles: number
  mails: number
}

const expires = '2099-01-01T00:00:00Z'

const sandbox = await startSandbox({
  clock: 'real',
  listen: false,
  world: {
    talonOne: {
      applications: [
        {
          id: 1,
          name: 'Live',
          apiKeys: [
            { title: 'Bloomreach', platform: 'customer_engagement', expires },
            { title: 'Backend', platform: 'none', expires },
          ],
          campaigns: [{ id: 42, name: 'Refer a friend', state: 'enabled', features: ['referrals'] }],
        },
      ],
    },
  },
})
const { talonOne } = sandbox
let requests = 0

function counted(answer: (request: Request) => Promise<Response>) {
  return openHttpServer({
    async fetch(request) {
      requests++
      return answer(request)
    },
    host: '127.0.0.1',
    port: 0,
    purpose: 'a counting tenant',
    option: 'port',
  })
}

const api = await counted(async request => talonOne.app.fetch(request))
const inbox = await counted(async request => {
  const { pathname, search } = new URL(request.url)
  const body = await request.text()
  return sandbox.inboxFetch(pathname + search, {
    method: request.method,
    headers: request.headers,
    ...(body === '' ? {} : { body }),
  })
})

const manage = async (path: string) => {
  const headers = { authorization: `ManagementKey-v1 ${talonOne.managementKey}` }
  const answer = await talonOne.app.request(path, { headers })
  return ((await answer.json()) as { data: unknown[] }).data.length
}

process.on('message', async () => {
  const mails = (await (await sandbox.inboxFetch('/api/v1/messages')).json()) as { total: number }
  process.send?.({
    requests,
    referrals: await manage('/v1/applications/1/campaigns/42/referrals/no_total'),
    profiles: await manage('/v1/applications/1/customers'),
    mails: mails.total,
  } satisfies TenantReport)
})
process.on('disconnect', () => process.exit())
process.send?.({
  talonOne: api.url,
  mailpit: inbox.url,
  applicationId: '1',
  campaignId: '42',
  apiKey: talonOne.keyFor('none') ?? '',
  engagementKey: talonOne.keyFor('customer_engagement') ?? '',
  managementKey: talonOne.managementKey,
} satisfies TenantReady)
