// Secrets never reach the page: what any view is answered holds none of the world's keys; and a token is asked for as browsers ask.
import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { openConsole, withoutJourneys } from './support/console.ts'
import { goTo } from './support/console-go.ts'

const skipped = withoutJourneys

test.skipIf(skipped)('no answer to the console holds a key', async () => {
  await using sandbox = await startSandbox()
  await sandbox.checkpoint('START')
  await sandbox.startScenarios()
  await sandbox.settle()
  await sandbox.fork({ name: 'other' })
  const secrets = Object.entries(sandbox.environment()).filter(([name]) => /KEY$|SECRET$/.test(name))
  const { page } = await openConsole(sandbox.url, '/')
  const answers: Promise<[string, string]>[] = []
  page.on('response', response => {
    const kind = response.headers()['content-type'] ?? ''
    if (kind.includes('json')) answers.push(response.text().then(text => [response.url(), text]))
  })

  for (const view of [
    '/worlds?since=START',
    '/requests',
    '/journal',
    '/customers/ada@example.com',
    '/time',
    '/faults',
  ])
    await goTo(page, sandbox.url, view)
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  const read = await Promise.all(answers)

  expect(secrets.length).toBeGreaterThan(3)
  expect(read.length).toBeGreaterThan(8)
  const told = secrets.flatMap(([name, secret]) =>
    read.filter(([, text]) => text.includes(secret)).map(([url]) => `${name} in ${url}`),
  )
  expect(told).toEqual([])
})

test.skipIf(skipped)(
  'with a token the browser asks for it once, and every view and the stream are let in',
  async () => {
    await using sandbox = await startSandbox({ token: 'open sesame' })
    const { page, complaints } = await openConsole(sandbox.url, '/time', {
      httpCredentials: { username: 'anybody', password: 'open sesame' },
    })

    await page.getByRole('button', { name: /World time 2026-01-05/ }).waitFor()
    await page.locator('.clock-mode[data-live="live"]').waitFor()

    expect((await fetch(`${sandbox.url}/console`)).status).toBe(401)
    expect(complaints.filter(text => !text.includes('401'))).toEqual([])
  },
)
