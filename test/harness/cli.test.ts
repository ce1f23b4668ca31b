// The command as a process: what it prints, opens and closes, and its exit code. What it says of its arguments and what
// `check` answers is told in command-line/arguments.test.ts, in process.
import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { get } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { beforeAll, describe, test } from 'vitest'
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

/** Of the page over HTTPS, for a client who trusts this authority alone. */
const secureStatus = (url: string, ca: string): Promise<number | undefined> =>
  new Promise((done, reject) => {
    get(url, { ca, agent: false }, response => done(response.resume().statusCode)).once('error', reject)
  })

// The first start of a checkout makes the bundle that the others find; started together, each would make its own.
beforeAll(async () => {
  await cli(['--version']).ended
})

const freePorts = ['--port', '0', '--inbox-port', '0', '--smtp-port', '0']

describe.concurrent('referral-sandbox', () => {
  test('run prints the trace and the emails, and exits 0', async ({ expect }) => {
    const { code, out } = await cli(['run']).ended

    expect(code).toBe(0)
    expect(out).toMatch(/Talon\.One creates the code [A-Z0-9]{4}-[A-Z0-9]{4} for ada@example\.com/)
    expect(out).toMatch(/\n4 entered, 3 mailed, 1 suppressed, 0 failed; 1 minute of virtual time, \d+ ms\n$/)
    expect(out).toMatch(/ada@example\.com +Your referral code .*http:\/\/127\.0\.0\.1:\d+\/view\/\w{22}/)
  })

  test('run --json prints JSON lines, the ready line first, and keeps human text on stderr', async ({
    expect,
  }) => {
    const { out, err } = await cli(['run', '--json']).ended

    const lines = out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>)
    expect(lines[0]).toMatchObject({ ready: true, clock: { mode: 'fast', now: '2026-01-05T09:00:00.000Z' } })
    expect(lines.filter(line => 'mail' in line)).toHaveLength(3)
    expect(err).toContain('Trace')
  })

  test('run exits 1 when a customer ends failed', async ({ expect, onTestFinished }) => {
    const folder = await temporaryFolder(onTestFinished)
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

  test('started from another folder, every page opens, over HTTPS with --tls', async ({
    expect,
    onTestFinished,
  }) => {
    const folder = await temporaryFolder(onTestFinished)
    const sandbox = cli(['start', ...freePorts, '--clock', 'manual', '--tls'], {}, folder)
    const [, url = ''] = await sandbox.says(/Console +(http:\S+)/)
    const [, caFile = ''] = await sandbox.says(/NODE_EXTRA_CA_CERTS=(\S+)/)

    const page = await fetch(`${url}console`)
    const secure = await secureStatus(url.replace('http:', 'https:'), await readFile(caFile, 'utf8'))
    sandbox.child.kill('SIGINT')
    await sandbox.ended

    expect([page.status, secure]).toEqual([200, 200])
  })

  test('Ctrl-C in the middle of a run closes everything and exits 130', async ({ expect }) => {
    const sandbox = cli(['start', ...freePorts, '--clock', 'manual'])
    const [, url] = await sandbox.says(/Console +(http:\S+)/)
    await sandbox.says(/waits until/)

    sandbox.child.kill('SIGINT')

    expect((await sandbox.ended).code).toBe(130)
    await expect(fetch(`${url}_sandbox/ready`)).rejects.toThrow()
  })

  test('a taken port is one sentence that names the port and the option', async ({ expect }) => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo

    const { code, err } = await cli([
      'start',
      '--inbox-port',
      '0',
      '--smtp-port',
      '0',
      '--port',
      String(port),
    ]).ended
    other.close()

    expect(code).toBe(1)
    expect(err.trim()).toBe(
      `Cannot open port ${port} on 127.0.0.1 for the sandbox: another program uses it. Stop that program, or choose another port with --port (0 = a free one).`,
    )
  })

  test('a Mailpit that does not answer is said at start', async ({ expect }) => {
    const { code, err } = await cli(['start', ...freePorts, '--mailpit-url', 'http://127.0.0.1:1']).ended

    expect(code).toBe(1)
    expect(err).toMatch(/^Cannot reach Mailpit at http:\/\/127\.0\.0\.1:1: .*Start Mailpit there/)
  })

  test('exec hands the environment to a command and exits with its code', async ({ expect }) => {
    const script = 'console.log(process.env.SANDBOX_URL, process.env.TALON_ONE_CEP_API_KEY); process.exit(7)'
    const { code, out } = await cli(['exec', '--', process.execPath, '-e', script]).ended

    expect(out).toMatch(/^http:\/\/127\.0\.0\.1:\d+ [0-9a-f]{40,}/)
    expect(code).toBe(7)
  })

  test('exec prints what happened in the sandbox when its command fails', async ({ expect }) => {
    const script = `
      const { SANDBOX_URL: url } = process.env
      fetch(url + '/v2/customer_profiles/ada', { method: 'PUT', body: '{}' })
        .then(answer => answer.text())
        .then(() => process.exit(3))`
    const failed = await cli(['exec', '--', process.execPath, '-e', script]).ended
    const passed = await cli(['exec', '--', process.execPath, '-e', script.replace('exit(3)', 'exit(0)')])
      .ended

    expect(failed).toMatchObject({ code: 3, out: '' })
    expect(failed.err).toMatch(/The command exited with 3\. .*:\n✗ .*Talon\.One refuses \S+: 401\n {4}\S+/)
    expect(passed).toMatchObject({ code: 0, err: '' })
  })

  test('exec warns of a host of production before its command speaks', async ({ expect }) => {
    const script = 'console.error("child")'
    const { err } = await cli(['exec', '--', process.execPath, '-e', script], {
      SHOP: 'https://api.exponea.com',
    }).ended
    expect(err).toMatch(/^Warning: SHOP in the environment may lead to production.*\n(?:.*\n)*child/m)
  })

  test('exec --json says where things are before the command speaks', async ({ expect }) => {
    const { out } = await cli(['exec', '--json', '--', process.execPath, '-e', 'console.log("{}")']).ended

    expect(
      out
        .trim()
        .split('\n')
        .map(line => JSON.parse(line)),
    ).toEqual([expect.objectContaining({ ready: true, http: expect.any(String) }), {}])
  })

  test('run with the manual clock says what it could not run, and exits 1', async ({ expect }) => {
    const { code, out } = await cli(['run', '--clock', 'manual']).ended

    expect(code).toBe(1)
    expect(out).toMatch(/Not run, due at 2026-01-05T09:01:00\.000Z: ada@example\.com .*--clock fast/)
  })

  test('run --until moves time so far and exits 1 while somebody waits', async ({ expect }) => {
    const [short, long, instant] = await Promise.all(
      ['30s', '2m', '2026-01-05T09:01:00Z'].map(until => cli(['run', '--until', until]).ended),
    )

    expect(short?.code).toBe(1)
    expect(short?.out).toContain('still waiting; 30 seconds of virtual time')
    expect([long?.code, instant?.code]).toEqual([0, 0])
  })

  test('run exits 1 when nothing is marked to start, and says so', async ({ expect, onTestFinished }) => {
    const file = join(await temporaryFolder(onTestFinished), 'idle.world.yaml')
    await writeFile(file, 'bloomreach: { customers: [] }\n')

    const { code, out } = await cli(['run', '--world', file]).ended

    expect(code).toBe(1)
    expect(out).toContain('Nothing was started: no scenario of the world is marked "start: true".')
  })

  test('three hundred customers print the first of them and a count, and every entry with --json', async ({
    expect,
    onTestFinished,
  }) => {
    const folder = await temporaryFolder(onTestFinished)
    const file = join(folder, 'crowd.world.yaml')
    const people = Array.from(
      { length: 300 },
      (_, n) => `    - { ids: { registered: c${n} }, attributes: { email: c${n}@example.com } }\n`,
    ).join('')
    await writeFile(
      file,
      `bloomreach:\n  customers:\n${people}  scenarios:\n    - name: S\n      start: true\n      nodes: [{ id: 1, type: now }, { id: 2, type: wait, period: 1 minute }, { id: 3, type: email, subject: Hi, html: Hi, generalConsent: true }]\n      connections: [[1, 2], [2, 3]]\n`,
    )

    const { out, err, code } = await cli(['run', '--json', '--world', file]).ended

    expect(code).toBe(0)
    expect(err.split('\n').length).toBeLessThan(600)
    expect(err).toMatch(/… and [\d,]+ lines more: http/)
    expect(out.split('\n').filter(line => line.includes('bloomreach.run-ended'))).toHaveLength(300)
  })
})
