// `run`, and what keeps `start` from starting, in this process: what is printed where, and the exit code.
import { writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandLine } from '../../../support/command-line.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const FREE_PORTS = ['--port', '0', '--inbox-port', '0', '--smtp-port', '0']

test('run prints the trace and the emails, and exits 0', async () => {
  const { code, out } = await commandLine(['run'])

  expect(code).toBe(0)
  expect(out).toMatch(/Talon\.One creates the code [A-Z0-9]{4}-[A-Z0-9]{4} for ada@example\.com/)
  expect(out).toMatch(/\n4 entered, 3 mailed, 1 suppressed, 0 failed; 1 minute of virtual time, \d+ ms$/)
  expect(out).toMatch(/ada@example\.com +Your referral code .*http:\/\/127\.0\.0\.1:\d+\/view\/\w{22}/)
})

test('run exits 1 when a customer ends failed', async () => {
  const folder = await temporaryFolder()
  const file = join(folder, 'failing.world.yaml')
  await writeFile(
    file,
    'bloomreach:\n  customers: [{ ids: { registered: ada }, attributes: { email: ada@example.com } }]\n  scenarios:\n' +
      '    - name: S\n      start: true\n      nodes:\n        - { id: 1, type: now }\n' +
      '        - { id: 2, type: webhook, method: GET, url: "https://elsewhere.example/", generalConsent: true }\n      connections: [[1, 2]]\n',
  )

  const { code, out } = await commandLine(['run', '--world', file])

  expect(out).toContain('elsewhere.example')
  expect(code).toBe(1)
})

test('a taken port is one sentence that names the port and the option', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo

  const { code, err } = await commandLine([
    'start',
    '--inbox-port',
    '0',
    '--smtp-port',
    '0',
    '--port',
    String(port),
  ])
  other.close()

  expect(code).toBe(1)
  expect(err.trim()).toBe(
    `Cannot open port ${port} on 127.0.0.1 for the sandbox: another program uses it. Stop that program, or choose another port with --port (0 = a free one).`,
  )
})

test('a Mailpit that does not answer is said at start', async () => {
  const { code, err } = await commandLine(['start', ...FREE_PORTS, '--mailpit-url', 'http://127.0.0.1:1'])

  expect(code).toBe(1)
  expect(err).toMatch(/^Cannot reach Mailpit at http:\/\/127\.0\.0\.1:1: .*Start Mailpit there/)
})

test('run with the manual clock says what it could not run, and exits 1', async () => {
  const { code, out } = await commandLine(['run', '--clock', 'manual'])

  expect(code).toBe(1)
  expect(out).toMatch(/Not run, due at 2026-01-05T09:01:00\.000Z: ada@example\.com .*--clock fast/)
})

test('run --until moves time so far and exits 1 while somebody waits', async () => {
  const [short, long, instant] = await Promise.all(
    ['30s', '2m', '2026-01-05T09:01:00Z'].map(until => commandLine(['run', '--until', until])),
  )

  expect(short?.code).toBe(1)
  expect(short?.out).toContain('still waiting; 30 seconds of virtual time')
  expect([long?.code, instant?.code]).toEqual([0, 0])
})

test('run exits 1 when nothing is marked to start, and says so', async () => {
  const file = join(await temporaryFolder(), 'idle.world.yaml')
  await writeFile(file, 'bloomreach: { customers: [] }\n')

  const { code, out } = await commandLine(['run', '--world', file])

  expect(code).toBe(1)
  expect(out).toContain('Nothing was started: no scenario of the world is marked "start: true".')
})

test('three hundred customers print the first of them and a count, and every entry with --json', async () => {
  const folder = await temporaryFolder()
  const file = join(folder, 'crowd.world.yaml')
  const people = Array.from(
    { length: 300 },
    (_, n) => `    - { ids: { registered: c${n} }, attributes: { email: c${n}@example.com } }\n`,
  ).join('')
  await writeFile(
    file,
    `bloomreach:\n  customers:\n${people}  scenarios:\n    - name: S\n      start: true\n      nodes: [{ id: 1, type: now }, { id: 2, type: wait, period: 1 minute }, { id: 3, type: email, subject: Hi, html: Hi, generalConsent: true }]\n      connections: [[1, 2], [2, 3]]\n`,
  )

  const { out, err, code } = await commandLine(['run', '--json', '--world', file])

  expect(code).toBe(0)
  expect(err.split('\n').length).toBeLessThan(600)
  expect(err).toMatch(/… and [\d,]+ lines more: http/)
  expect(out.split('\n').filter(line => line.includes('bloomreach.run-ended'))).toHaveLength(300)
})
