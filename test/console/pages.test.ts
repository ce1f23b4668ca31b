// What the server answers for the console; what stands in the page is looked at in a browser.
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'

test('every address below /console is the one page, and / leads there', async () => {
  await using sandbox = await startSandbox({ listen: false, world: {} })

  const first = await sandbox.fetch('/', { redirect: 'manual' })
  const pages = await Promise.all(
    ['/console', '/console/customers/ada%40example.com', '/console/nothing'].map(async path => {
      const answer = await sandbox.fetch(path)
      return [answer.status, (await answer.text()).startsWith('<!doctype html>')]
    }),
  )

  expect([first.status, first.headers.get('location')]).toEqual([302, '/console'])
  expect(pages).toEqual([
    [200, true],
    [200, true],
    [200, true],
  ])
})

test('its policy lets no inline script through, and its styles by a nonce of each answer', async () => {
  await using sandbox = await startSandbox({ listen: false, world: {} })

  const answers = await Promise.all([sandbox.fetch('/console'), sandbox.fetch('/console')])
  const policies = answers.map(({ headers }) => headers.get('content-security-policy') ?? '')
  const html = await answers[0].text()

  expect(policies[0]).toContain("script-src 'self';")
  expect(policies[0]).not.toContain('unsafe')
  expect(new Set(policies).size).toBe(2)
  const nonce = /'nonce-([^']+)'/.exec(policies[0] ?? '')?.[1] ?? 'none'
  expect(html).toContain(`content="${nonce}"`)
  expect(html).not.toMatch(/<script(?![^>]* src=)/)
})

test('its files are kept for ever, and no other file is answered', async () => {
  await using sandbox = await startSandbox({ listen: false, world: {} })
  const html = await (await sandbox.fetch('/console')).text()
  const [, script = ''] = /src="([^"]+)"/.exec(html) ?? []

  const file = await sandbox.fetch(script)
  const others = await Promise.all(
    ['nothing.js', '..%2Findex.html', '..%2F..%2Fcli.js', '%2e%2e%2fpackage.json'].map(
      async name => (await sandbox.fetch(`/console/assets/${name}`)).status,
    ),
  )

  expect(file.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(file.headers.get('cache-control')).toContain('immutable')
  expect(others).toEqual([404, 404, 404, 404])
})

test('somebody who is signed in asks a vendor without a key, and looking leaves its mark', async () => {
  await using sandbox = await startSandbox({ listen: false })

  const answer = await sandbox.fetch('/_sandbox/signed-in/v1/applications')
  const profile = await sandbox.fetch('/_sandbox/signed-in/v1/customer_profiles/ada%40example.com/inventory')
  const { entries } = await sandbox.journal({ kind: 'talon-one.request' })

  expect(await answer.json()).toMatchObject({ data: [{ name: 'Demo shop' }] })
  expect(profile.status).toBe(200)
  expect(entries).toMatchObject([{ by: 'console' }, { by: 'console' }])
  for (const secret of [sandbox.talonOne.managementKey, sandbox.talonOne.keyFor('none')])
    expect(JSON.stringify(entries)).not.toContain(secret)
})

test('what is only looked at is no line of the access log', async () => {
  await using sandbox = await startSandbox({ listen: false })
  const [{ id }] = (await (await sandbox.fetch('/_sandbox/signed-in/v1/applications')).json()).data
  const asked = async (by: string) => {
    const path = '/v1/customer_profiles/ada%40example.com/inventory'
    const key = { authorization: `ApiKey-v1 ${sandbox.talonOne.keyFor('none')}` }
    await sandbox.fetch(by + path, { headers: by === '' ? key : {} })
    const range = 'rangeStart=2020-01-01T00:00:00Z&rangeEnd=2030-01-01T00:00:00Z'
    const logs = `/_sandbox/signed-in/v1/applications/${id}/access_logs/no_total?${range}`
    return (await (await sandbox.fetch(logs)).json()).data.length
  }

  expect(await asked('/_sandbox/signed-in')).toBe(0)
  expect(await asked('')).toBe(1)
})

test('what somebody signed in changes is asked as anybody would', async () => {
  await using sandbox = await startSandbox({ listen: false })
  const { id } = (await (await sandbox.fetch('/_sandbox/signed-in/v1/applications')).json()).data[0]

  const answer = await sandbox.fetch(`/_sandbox/signed-in/v1/applications/${id}/campaigns`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Bring a friend',
      state: 'disabled',
      tags: [],
      features: ['referrals'],
      limits: [],
    }),
  })
  const { entries } = await sandbox.journal({ kind: 'talon-one.request', newest: 1 })

  expect(answer.status).toBe(201)
  expect(entries[0]).toMatchObject({ method: 'POST' })
  expect(entries[0]).not.toHaveProperty('by')
})

test('the inbox answers behind the control API, of each world its own', async () => {
  await using sandbox = await startSandbox({ listen: false })
  await sandbox.startScenarios()
  await sandbox.settle()
  const fork = await sandbox.fork()
  await fork.inbox.clear()

  const count = async (world: Pick<typeof sandbox, 'fetch'>) =>
    (await (await world.fetch('/_sandbox/inbox/api/v1/messages')).json()).total

  expect(await count(sandbox)).toBe(3)
  expect(await count(fork)).toBe(0)
})

test('what the first page reads in is less than 250 KB, compressed', async () => {
  await using sandbox = await startSandbox({ listen: false, world: {} })
  const html = await (await sandbox.fetch('/console')).text()
  const files = [...html.matchAll(/(?:src|href)="(\/console\/assets\/[^"]+)"/g)].map(([, path = '']) => path)

  const sizes = await Promise.all(
    files.map(async path => gzipSync(await (await sandbox.fetch(path)).bytes()).length),
  )

  expect(files.length).toBeGreaterThan(1)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(250_000)
})

test('it is built for users, whoever built it: without the warnings of React', async () => {
  await using sandbox = await startSandbox({ listen: false, world: {} })
  const html = await (await sandbox.fetch('/console')).text()
  const files = [...html.matchAll(/"(\/console\/assets\/[^"]+\.js)"/g)].map(([, path = '']) => path)

  const texts = await Promise.all(files.map(async path => (await sandbox.fetch(path)).text()))

  expect(texts.join('')).toContain('createElement')
  expect(texts.filter(text => text.includes('jsxDEV'))).toEqual([])
})
