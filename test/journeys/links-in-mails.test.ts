import { expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../harness/index.ts'
import { email, line, projectWith } from '../support/scenario-world.ts'

/** Ada gets a newsletter; a test follows what is in it. */
async function givenNewsletter(html: string) {
  const newsletter = email(html, { generalConsent: undefined, consentCategory: 'newsletter' })
  const sandbox = await startSandbox({ world: projectWith(['ada'], line(newsletter)), listen: false })
  await sandbox.startScenarios()
  const mail = await sandbox.inbox.waitFor({ to: 'ada@example.com' })
  return { sandbox, mail, pathIn: (pattern: RegExp) => new URL(pattern.exec(mail.HTML)?.[1] ?? '').pathname }
}

const form = (...entries: [string, string][]) => ({ method: 'POST', body: new URLSearchParams(entries) })

async function runAgain(sandbox: Sandbox) {
  const [scenario] = (await sandbox.scenarios.list()).scenarios
  await sandbox.scenarios.start(scenario?.id ?? '')
  await sandbox.settle()
}

const statusesOf = async (sandbox: Sandbox) =>
  (await sandbox.journal({ customer: 'ada' })).entries
    .filter(({ kind, type }) => kind === 'bloomreach.campaign-event' || type === 'campaign')
    .map(({ status }) => status)

test('who withdraws consent on the consent page is left out of the next run', async () => {
  const { sandbox, pathIn } = await givenNewsletter('<a href="{{ consent.page }}">preferences</a>')
  await using _ = sandbox

  const page = pathIn(/href="([^"]+)"/)
  expect(await (await sandbox.fetch(page)).text()).toContain('value="newsletter" checked')
  await sandbox.fetch(page, form(['action', 'save']))
  await runAgain(sandbox)

  expect(await sandbox.inbox.list()).toHaveLength(1)
  expect(await statusesOf(sandbox)).toEqual(['enqueued', 'delivered', 'suppressed'])
})

test('who consents again on the same page gets the mail again', async () => {
  const { sandbox, pathIn } = await givenNewsletter('<a href="{{ consent.page }}">preferences</a>')
  await using _ = sandbox
  const page = pathIn(/href="([^"]+)"/)

  await sandbox.fetch(page, form(['action', 'unsubscribe-from-all']))
  await sandbox.fetch(page, form(['action', 'save'], ['category', 'newsletter']))
  await runAgain(sandbox)

  expect(await sandbox.inbox.list()).toHaveLength(2)
})

test('one click on List-Unsubscribe ends the newsletter', async () => {
  const { sandbox, mail } = await givenNewsletter('<p>News</p>')
  await using _ = sandbox
  const headers = await sandbox.inbox.headers(mail.ID)

  const [link = ''] = headers['List-Unsubscribe'] ?? []
  expect(headers['List-Unsubscribe-Post']).toEqual(['List-Unsubscribe=One-Click'])
  await sandbox.fetch(new URL(link.trim().slice(1, -1)).pathname, form(['List-Unsubscribe', 'One-Click']))
  await runAgain(sandbox)

  expect(await sandbox.inbox.list()).toHaveLength(1)
  expect(await statusesOf(sandbox)).toEqual(['enqueued', 'delivered', 'unsubscribed', 'suppressed'])
})

test('opening the mail and following its link come back as campaign events', async () => {
  const { sandbox, pathIn } = await givenNewsletter('<a href="https://shop.example/new">New</a>')
  await using _ = sandbox

  await sandbox.fetch(pathIn(/<img src="([^"]+)"/))
  const click = await sandbox.fetch(pathIn(/href="([^"]+)"/))

  expect(click.status).toBe(302)
  expect(click.headers.get('location')).toBe(
    'https://shop.example/new?utm_source=exponea&utm_medium=email&utm_campaign=Unnamed+email',
  )
  expect(await statusesOf(sandbox)).toEqual(['enqueued', 'delivered', 'opened', 'clicked'])
})

test('a complaint keeps the next mail back', async () => {
  const { sandbox, pathIn } = await givenNewsletter('<p>News</p>')
  await using _ = sandbox

  const feedback = pathIn(/<img src="([^"]+)"/).replace('open.gif', 'feedback')
  await sandbox.fetch(feedback, { method: 'POST', body: JSON.stringify({ type: 'complaint' }) })
  await runAgain(sandbox)

  expect(await sandbox.inbox.list()).toHaveLength(1)
  expect(await statusesOf(sandbox)).toEqual(['enqueued', 'delivered', 'complained', 'suppressed'])
})
