// The pages of the sandbox. They read the control API and the inbox only, so a test can see whatever a page shows.
import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { Client } from '../client.ts'
import type { Ready } from '../control-api/ready.ts'
import { ASK_FOR_TOKEN, type Guard, statusOfRefusal } from '../doors/guard.ts'
import { PAGE_HEADERS } from '../doors/page-headers.ts'
import type { InboxClient } from '../inbox-client.ts'
import { CustomerPage } from './customer-page.tsx'
import { exchangesOfFailures } from './exchanges-of-failures.ts'
import { Layout } from './layout.tsx'
import { type Overview, OverviewPage } from './overview-page.tsx'
import { RequestPage } from './request-page.tsx'
import { RequestsPage } from './requests-page.tsx'
import { STYLE } from './style.ts'

interface Sources {
  client: Client
  inbox: InboxClient
  ready: () => Ready
  guard: Guard
  /** Stands before every path of the world that they show. */
  base: string
}

const HEADERS = {
  ...PAGE_HEADERS,
  'content-security-policy': `default-src 'none'; style-src 'sha256-${sha256(STYLE)}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
}

/** A page of ten thousand lines is read by nobody, and keeps everybody waiting. */
const MOST_SHOWN = 500
const timelinePath = (base: string, id: string) =>
  `${base}/_sandbox/customers/${encodeURIComponent(id)}/timeline`

export function createPages(sources: Sources): Hono {
  const { base } = sources
  const app = new Hono()
  app.use(async (c, next) => {
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value)
    sources.guard(c)
    await next()
  })
  app.onError((error, c) => {
    const code = error instanceof SandboxError ? error.code : undefined
    if (code === 'token-required') c.header('www-authenticate', ASK_FOR_TOKEN)
    const message =
      error instanceof SandboxError ? error.message : `Bug in referral-sandbox: ${error.message}`
    return c.html(
      <Layout title="Referral sandbox">
        <p>
          <a href={`${base}/`}>Referral sandbox</a>
        </p>
        <section>{message}</section>
      </Layout>,
      code === undefined ? 500 : (statusOfRefusal(code) ?? 404),
    )
  })
  app.on('GET', ['/', '/console', '/console/'], async c =>
    c.html(<OverviewPage overview={await overview(sources)} />),
  )
  app.get('/console/customers/:id', async c => {
    const id = c.req.param('id')
    const { customer, timeline } = await sources.client.timeline(id, { newest: MOST_SHOWN + 1 })
    const newest = timeline.slice(-MOST_SHOWN)
    const whole = newest.length === timeline.length ? undefined : timelinePath(base, id)
    const inboxUrl = sources.inbox.url
    const exchanges = await exchangesOfFailures(newest, sources.client)
    return c.html(
      <CustomerPage {...{ base, ids: customer.ids, timeline: newest, exchanges, whole, inboxUrl }} />,
    )
  })
  app.get('/console/requests', async c =>
    c.html(<RequestsPage base={base} page={await sources.client.requests.list()} />),
  )
  app.get('/console/requests/:id', async c =>
    c.html(<RequestPage base={base} exchange={await sources.client.requests.get(c.req.param('id'))} />),
  )
  app.notFound(c => {
    throw new SandboxError('not-found', `Cannot show ${c.req.path}: there is no such page.`, {
      remedy: 'Go back to the first one.',
    })
  })
  return app
}

async function overview({ client, inbox, ready, base }: Sources): Promise<Overview> {
  const [clock, { scenarios }, mails, customers] = await Promise.all([
    client.clock.state(),
    client.scenarios.list(),
    inbox.list(),
    lastCustomers(client),
  ])
  const evaluated = scenarios.map(async scenario => ({
    ...scenario,
    evaluation: await client.scenarios.evaluation(scenario.id),
  }))
  return {
    base,
    ready: ready(),
    clock,
    scenarios: await Promise.all(evaluated),
    customers,
    mails,
    inboxUrl: inbox.url,
  }
}

/** The twenty customers who entered a scenario last, newest first. */
async function lastCustomers(client: Client): Promise<Overview['customers']> {
  const { entries } = await client.journal({ kind: 'bloomreach.run-entered', limit: 100_000 })
  const ids = [...new Set(entries.map(entry => entry.customer).reverse())].slice(0, 20)
  const stories = ids.map(async id => {
    const { customer, timeline } = await client.timeline(String(id), { newest: 50 })
    const told = timeline.filter(entry => !entry.detail)
    const last = told.at(-1)
    const name = customer.ids.registered ?? Object.values(customer.ids)[0] ?? customer.id
    return { id: customer.id, name: String(name), at: last?.at ?? '', last: last?.text ?? '' }
  })
  return Promise.all(stories)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
