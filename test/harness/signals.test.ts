// A signal ends `start` although clients sit idle on every port and in many worlds: their connections are closed, nothing is left, and the ports
// are free again.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'

interface Ready {
  http: string
  inbox: string
  smtp: string
}

const START = ['start', '--json', '--port', '0', '--inbox-port', '0', '--smtp-port', '0']

/** As soon as it has said so many lines. */
async function started(args: string[], lines = 1) {
  const child = spawn(process.execPath, [resolve('bin/referral-sandbox.js'), ...args], {
    env: { ...process.env, MAILPIT_URL: '', MAILPIT_SMTP_URL: '' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>
  let out = ''
  // Read to the end: a closed stdout would end the command by itself.
  const firstLine = new Promise<void>(done => {
    child.stdout.on('data', chunk => {
      out += chunk
      if (out.split('\n').length > lines) done()
    })
  })
  await firstLine
  return { child, exited, said: out.slice(0, out.indexOf('\n')) }
}

const portOf = (url: string): number => Number(new URL(url).port)

/** A client that says something, hears the answer and then does nothing more. */
async function idle(url: string, said: string): Promise<Socket> {
  const socket = connect(portOf(url), '127.0.0.1')
  socket.on('error', () => {})
  if (said !== '') socket.write(said)
  await once(socket, 'data')
  return socket.resume()
}

const GET = 'GET /_sandbox/ready HTTP/1.1\r\nhost: localhost\r\n\r\n'
/** Its body never comes. */
const HALF =
  'POST /v1/referrals HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\nexpect: 100-continue\r\n\r\n'

const STREAM = `GET /api/events HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${btoa('sixteen bytes ok')}\r\n\r\n`

test.each([
  ['SIGTERM', 143],
  ['SIGQUIT', 131],
] as const)(
  '%s ends start with idle clients on every port, in many worlds, and frees the ports',
  async (signal, code) => {
    const { child, exited, said } = await started([...START, '--clock', 'manual'])
    const ready = JSON.parse(said) as Ready
    for (let count = 0; count < 20; count++) await fetch(`${ready.http}/_sandbox/worlds`, { method: 'POST' })
    const clients = await Promise.all([
      idle(ready.http, GET),
      idle(ready.http, HALF),
      idle(ready.http, HALF.replace('/v1', '/w/fork-20/v1')),
      idle(ready.http, GET.replace('/_sandbox/ready', '/w/fork-1/_sandbox/events')),
      idle(ready.inbox, STREAM.replace('/api', '/w/fork-2/api')),
      idle(ready.inbox, GET.replace('/_sandbox/ready', '/livez')),
      idle(ready.inbox, STREAM),
      idle(ready.smtp, ''),
    ])
    const closed = Promise.all(
      clients.map(socket => new Promise<void>(done => socket.once('close', () => done()))),
    )

    child.kill(signal)
    await closed

    expect(await exited).toEqual([code, null])
    for (const url of [ready.http, ready.inbox, ready.smtp]) {
      const server = createServer().listen(portOf(url), '127.0.0.1')
      await once(server, 'listening')
      server.close()
    }
  },
)

const ENDLESS = `fastClock: { rounds: 9000000, years: 7000 }
bloomreach:
  customers: [{ ids: { registered: a@example.com } }]
  scenarios:
    - name: Loop
      start: true
      nodes:
        - { id: 1, type: now }
        - { id: 2, type: wait, period: 1 hour }
        - { id: 3, type: set_attribute, attributes: { again: "{{ time }}" } }
      connections: [[1, 2], [2, 3], [3, 2]]
`

test('a signal ends start while time jumps', async () => {
  const world = join(await temporaryFolder(), 'endless.world.yaml')
  await writeFile(world, ENDLESS)
  const { child, exited } = await started([...START, '--world', world], 200)

  child.kill('SIGTERM')

  expect(await exited).toEqual([143, null])
})

test.each(['start', 'run', 'exec'])('a signal ends %s while a world is loaded', async command => {
  const world = join(await temporaryFolder(), 'slow.world.mjs')
  await writeFile(world, `import { writeSync } from 'node:fs'\nwriteSync(1, 'loading\\n')\nfor (;;) {}\n`)
  const child = command === 'exec' ? ['--', 'true'] : []
  const { child: loading, exited } = await started([command, '--world', world, ...child])

  loading.kill('SIGHUP')

  expect(await exited).toEqual([null, 'SIGHUP'])
})
