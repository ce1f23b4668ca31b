// The image as far as no container engine is needed: its command, its health check, and what its files weigh.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { composed } from '../support/compose.ts'
import { instructionsOf } from '../support/image.ts'
import { installed, ownEnvironment, run } from '../support/installed.ts'
import { bytesOf } from '../support/production-packages.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('the command of the image starts the sandbox, and its health check says yes', async () => {
  const instructions = await instructionsOf('Dockerfile')
  const command = (name: string): string[] => {
    const line = instructions.find(one => one.startsWith(name)) ?? ''
    return JSON.parse(line.slice(line.indexOf('[')))
  }
  const [, ...args] = command('CMD')
  const env = { ...ownEnvironment, SANDBOX_PORT: '0', SANDBOX_INBOX_PORT: '0', SANDBOX_SMTP_PORT: '0' }
  const sandbox = spawn(process.execPath, [...args, '--json'], { cwd: installed, env })
  const ended = once(sandbox, 'close')

  const [ready] = await once(createInterface(sandbox.stdout), 'line')
  const { http, ready: isReady } = JSON.parse(ready) as { http: string; ready: boolean }
  const [, ...check] = command('HEALTHCHECK').map(word => word.replace(':4400', `:${new URL(http).port}`))
  await run(process.execPath, check, { cwd: installed })
  sandbox.kill('SIGTERM')

  expect(isReady).toBe(true)
  expect(await ended).toEqual([143, null])
  await expect(run(process.execPath, check, { cwd: installed })).rejects.toThrow()
})

const OWN_WORLD = `bloomreach:
  consentCategories: [newsletter]
  customers: [{ ids: { registered: ada }, attributes: { email: ada@example.com }, consents: { newsletter: accept } }]
  scenarios: [{ file: ./letter.scenario.yaml, start: true }]
`
const LETTER = `name: Letter
nodes:
  - { id: 1, type: now }
  - { id: 2, type: email, subject: Hi, html: '<a href="{{ consent.page }}">preferences</a>', recipients: matching, consentCategory: newsletter }
connections: [[1, 2]]
`

/** Asks as a browser elsewhere does, which knows the name that the link has. */
async function statusAt(link: string, port: string): Promise<number | undefined> {
  const { host, pathname } = new URL(link)
  const asked = get({ host: '127.0.0.1', port, path: pathname, headers: { host } })
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  answer.resume()
  return answer.statusCode
}

test('compose runs a world of its folder, and the links in its mails lead to where the reader is', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'my.world.yaml'), OWN_WORLD)
  await writeFile(join(folder, 'letter.scenario.yaml'), LETTER)
  const reader = { PUBLIC_URL: 'http://reader.example:4400', INBOX_PUBLIC_URL: 'http://reader.example:8025' }
  const { command, volumes } = await composed({ ...reader, WORLD: './my.world.yaml' })
  expect(volumes).toEqual(['./:/world:ro', 'data:/data'])
  const [, ...words] = command.map(word =>
    word
      .replace('/world/', `${folder}/`)
      .replace('/data', join(folder, 'data'))
      .replace('0.0.0.0', '127.0.0.1'),
  )
  const args = [...words, '--json', '--port', '0', '--inbox-port', '0', '--smtp-port', '0']
  const sandbox = spawn(process.execPath, args, { cwd: installed, env: ownEnvironment })
  const ended = once(sandbox, 'close')

  const lines = createInterface(sandbox.stdout)[Symbol.asyncIterator]()
  const ports: string[] = []
  let mailed: { id: string; url: string } | undefined
  while (mailed === undefined) {
    const line = JSON.parse((await lines.next()).value ?? '')
    if (line.ready) ports.push(new URL(line.http).port, new URL(line.inbox).port)
    mailed = line.mail
  }
  const [port = '', inboxPort = ''] = ports
  const mail = (await (await fetch(`http://127.0.0.1:${inboxPort}/api/v1/message/${mailed.id}`)).json()) as {
    HTML: string
  }
  const link = /href="([^"]+)"/.exec(mail.HTML)?.[1] ?? ''

  expect(link).toMatch(/^http:\/\/reader\.example:4400\//)
  expect(mailed.url).toMatch(/^http:\/\/reader\.example:8025\/view\//)
  expect(await statusAt(link, port)).toBe(200)
  expect(await statusAt(mailed.url, inboxPort)).toBe(200)
  sandbox.kill('SIGTERM')
  await ended
})

test('compose without a world of your own runs the tutorial, and its links lead to this machine', async () => {
  const { command } = await composed({})

  expect(command).toContain('--world=harness/worlds/tutorial/tutorial.world.yaml')
  expect(existsSync(join(installed, 'harness/worlds/tutorial/tutorial.world.yaml'))).toBe(true)
  expect(command).toContain('--public-url=http://127.0.0.1:4400')
  expect(command).toContain('--inbox-public-url=http://127.0.0.1:8025')
})

/** node:24-alpine unpacked, rounded up. Not measured here: no container engine is at hand. */
const BASE_MB = 165

test('the files of the image are less than 200 MB with those of Node', async () => {
  await expect(instructionsOf('Dockerfile')).resolves.toContain('FROM node:24-alpine')
  expect(BASE_MB + (await bytesOf(installed)) / 1_000_000).toBeLessThan(200)
})
