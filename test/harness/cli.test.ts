import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'

interface Ended {
  code: number | null
  out: string
  err: string
}

function cli(args: string[], env: Record<string, string> = {}, cwd = '.') {
  const child = spawn(process.execPath, [resolve('bin/referral-sandbox.js'), ...args], {
    cwd,
    env: { ...process.env, MAILPIT_URL: '', MAILPIT_SMTP_URL: '', ...env },
  })
  let out = ''
  let err = ''
  const waiting = new Set<() => void>()
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
    for (const look of waiting) look()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  const ended = new Promise<Ended>(done => child.once('close', code => done({ code, out, err })))
  const says = (wanted: RegExp) =>
    new Promise<RegExpExecArray>((done, reject) => {
      const look = () => {
        const found = wanted.exec(out)
        if (found === null) return
        waiting.delete(look)
        done(found)
      }
      waiting.add(look)
      look()
      void ended.then(({ err: text }) => reject(new Error(`ended without saying ${wanted}: ${out}${text}`)))
    })
  return { child, ended, says }
}

const freePorts = ['--port', '0', '--inbox-port', '0', '--smtp-port', '0']

test('run prints the trace and the emails, and exits 0', async () => {
  const { code, out } = await cli(['run']).ended

  expect(code).toBe(0)
  expect(out).toMatch(/Talon\.One creates the code [A-Z0-9]{4}-[A-Z0-9]{4} for ada@example\.com/)
  expect(out).toMatch(/ada@example\.com +Your referral code .*http:\/\/127\.0\.0\.1:\d+\/view\/\w{22}/)
})

test('run --json prints JSON lines, the ready line first, and keeps human text on stderr', async () => {
  const { out, err } = await cli(['run', '--json']).ended

  const lines = out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>)
  expect(lines[0]).toMatchObject({ ready: true, clock: { mode: 'fast', now: '2026-01-05T09:00:00.000Z' } })
  expect(lines.filter(line => 'mail' in line)).toHaveLength(3)
  expect(err).toContain('Trace')
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

  const { code, out } = await cli(['run', '--world', file]).ended

  expect(out).toContain('elsewhere.example')
  expect(code).toBe(1)
})

test('started from another folder, every page opens', async () => {
  const folder = await temporaryFolder()
  const sandbox = cli(['start', ...freePorts, '--clock', 'manual'], {}, folder)
  const [, url] = await sandbox.says(/Console +(http:\S+)/)

  const page = await fetch(`${url}console`)
  sandbox.child.kill('SIGINT')
  await sandbox.ended

  expect(page.status).toBe(200)
})

test('Ctrl-C in the middle of a run closes everything and exits 130', async () => {
  const sandbox = cli(['start', ...freePorts, '--clock', 'manual'])
  const [, url] = await sandbox.says(/Console +(http:\S+)/)
  await sandbox.says(/waits until/)

  sandbox.child.kill('SIGINT')

  expect((await sandbox.ended).code).toBe(130)
  await expect(fetch(`${url}_sandbox/ready`)).rejects.toThrow()
})

test('a taken port is one sentence that names the port and the option', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo

  const { code, err } = await cli(['start', '--inbox-port', '0', '--smtp-port', '0', '--port', String(port)])
    .ended
  other.close()

  expect(code).toBe(1)
  expect(err.trim()).toBe(
    `Cannot open port ${port} on 127.0.0.1 for the sandbox: another program uses it. Stop that program, or choose another port with --port (0 = a free one).`,
  )
})

test('a Mailpit that does not answer is said at start', async () => {
  const { code, err } = await cli(['start', ...freePorts, '--mailpit-url', 'http://127.0.0.1:1']).ended

  expect(code).toBe(1)
  expect(err).toMatch(/^Cannot reach Mailpit at http:\/\/127\.0\.0\.1:1: .*Start Mailpit there/)
})

test('an unknown option is answered with the nearest one', async () => {
  const { code, err } = await cli(['start', '--clok', 'fast']).ended

  expect(code).toBe(1)
  expect(err).toContain('there is no option --clok. Did you mean --clock?')
})

test('a wrong value is answered with what is expected', async () => {
  const { err } = await cli(['start', '--port', 'http']).ended

  expect(err).toMatch(/^Cannot use the value of --port: .* Expected N: the HTTP port/)
})

test('exec hands the environment to a command and exits with its code', async () => {
  const script = 'console.log(process.env.SANDBOX_URL, process.env.TALON_ONE_CEP_API_KEY); process.exit(7)'
  const { code, out } = await cli(['exec', '--', process.execPath, '-e', script]).ended

  expect(out).toMatch(/^http:\/\/127\.0\.0\.1:\d+ [0-9a-f]{40,}/)
  expect(code).toBe(7)
})

test('check answers 0 for clean files, 1 for findings, 2 for what it cannot read', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'wrong.yaml'), 'startAt: now\n')

  expect((await cli(['check', 'harness/worlds/tutorial/tutorial.world.yaml']).ended).code).toBe(0)
  expect((await cli(['check', join(folder, 'wrong.yaml')]).ended).code).toBe(1)
  expect((await cli(['check', join(folder, 'gone.yaml')]).ended).code).toBe(2)
})

test('check --json prints one line per file with every finding', async () => {
  const folder = await temporaryFolder()
  const file = join(folder, 'wrong.world.yaml')
  await writeFile(file, 'startAt: now\nbloomreach:\n  customerz: []\n')

  const { code, out } = await cli(['check', '--json', file, join(folder, 'gone.yaml')]).ended
  const [wrong, gone] = out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))

  expect(code).toBe(2)
  expect(wrong).toMatchObject({ file, exitCode: 1 })
  expect(wrong.findings).toEqual([
    {
      file: expect.stringMatching(/wrong\.world\.yaml$/),
      line: 1,
      column: 1,
      code: 'unknown-key',
      severity: 'error',
      message: expect.any(String),
      remedy: 'Did you mean "startsAt"?',
    },
    expect.objectContaining({ line: 3, column: 3, remedy: 'Did you mean "customers"?' }),
  ])
  expect(gone).toMatchObject({ exitCode: 2, findings: [{ code: 'unreadable-file' }] })
})

test('check takes --json from the environment, as every option', async () => {
  const { code, out } = await cli(['check', 'harness/worlds/tutorial/tutorial.world.yaml'], {
    SANDBOX_JSON: '1',
  }).ended

  expect(code).toBe(0)
  expect(JSON.parse(out)).toEqual({
    file: 'harness/worlds/tutorial/tutorial.world.yaml',
    exitCode: 0,
    findings: [],
  })
})

test('exec --json says where things are before the command speaks', async () => {
  const { out } = await cli(['exec', '--json', '--', process.execPath, '-e', 'console.log("{}")']).ended

  expect(
    out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line)),
  ).toEqual([expect.objectContaining({ ready: true, http: expect.any(String) }), {}])
})

test('run with the manual clock says what it could not run', async () => {
  const { code, out } = await cli(['run', '--clock', 'manual']).ended

  expect(code).toBe(0)
  expect(out).toMatch(/Not run, due at 2026-01-05T09:01:00\.000Z: ada@example\.com .*--clock fast/)
})

test('check names what is wrong with its own command line', async () => {
  expect((await cli(['check']).ended).err).toMatch(/^Cannot check: no file is named\./)
  expect((await cli(['check', '--jsn', 'x']).ended).err).toMatch(/^Cannot check: Unknown option '--jsn'\./)
})
