// The command as a process: what it opens and closes, where it prints, and its exit code. What it says of its arguments and
// what `check` answers is told in command-line/arguments.test.ts, what `run` prints in commands/run.test.ts, in process.
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { get } from 'node:https'
import { resolve } from 'node:path'
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

  test('started from another folder, every page opens, over HTTPS with --tls', async ({
    expect,
    onTestFinished,
  }) => {
    const folder = await temporaryFolder(onTestFinished)
    const sandbox = cli(['start', ...freePorts, '--clock', 'manual', '--tls'], {}, folder)
    const [, url = ''] = await sandbox.says(/Console +(http:\S+)/)
    const [, caFile = ''] = await sandbox.says(/NODE_EXTRA_CA_CERTS=(\S+)/)

    const page = await fetch(`${url}console`)
    const secure = await secureStatus(
      `${url.replace('http:', 'https:')}console`,
      await readFile(caFile, 'utf8'),
    )
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

  test('exec hands the environment to a command, exits with its code, and prints what happened when it fails', async ({
    expect,
  }) => {
    const script = `
      const { SANDBOX_URL: url, TALON_ONE_CEP_API_KEY: key } = process.env
      console.log(url, key)
      fetch(url + '/v2/customer_profiles/ada', { method: 'PUT', body: '{}' })
        .then(answer => answer.text())
        .then(() => process.exit(7))`
    const { code, out, err } = await cli(['exec', '--', process.execPath, '-e', script]).ended

    expect(out).toMatch(/^http:\/\/127\.0\.0\.1:\d+ [0-9a-f]{40,}\n$/)
    expect(code).toBe(7)
    expect(err).toMatch(/The command exited with 7\. .*:\n✗ .*Talon\.One refuses \S+: 401\n {4}\S+/)
  })

  test('exec --json says where things are, and warns of a host of production, before the command speaks; nothing more when it passes', async ({
    expect,
  }) => {
    const script = `
      console.log('{}')
      console.error('child')
      fetch(process.env.SANDBOX_URL + '/v2/customer_profiles/ada', { method: 'PUT', body: '{}' })
        .then(answer => answer.text())
        .then(() => process.exit(0))`
    const { code, out, err } = await cli(['exec', '--json', '--', process.execPath, '-e', script], {
      SHOP: 'https://api.exponea.com',
    }).ended

    expect(
      out
        .trim()
        .split('\n')
        .map(line => JSON.parse(line)),
    ).toEqual([expect.objectContaining({ ready: true, http: expect.any(String) }), {}])
    expect(err).toMatch(
      /^Warning: SHOP in the environment may lead to production.*\n(?:Warning: .*\n)*child\n$/,
    )
    expect(code).toBe(0)
  })
})
