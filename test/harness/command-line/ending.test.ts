// How a command ends when something outside ends it: nothing is left, and the code is the one a shell would give.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join, resolve } from 'node:path'
import { describe, test } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const BIN = resolve('bin/referral-sandbox.js')
const FREE_PORTS = ['--port', '0', '--inbox-port', '0', '--smtp-port', '0']

interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  out: string
  err: string
}

function started(command: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(command, args, {
    env: { ...process.env, npm_lifecycle_event: undefined, MAILPIT_URL: '', MAILPIT_SMTP_URL: '', ...env },
  })
  let out = ''
  let err = ''
  child.stdout.on('data', chunk => {
    out += chunk
  })
  child.stderr.on('data', chunk => {
    err += chunk
  })
  const ended = new Promise<Ended>(done => {
    child.once('close', (code, signal) => done({ code, signal, out, err }))
  })
  const says = async (wanted: RegExp) => {
    for (;;) {
      const found = wanted.exec(out)
      if (found !== null) return found
      await Promise.race([new Promise(next => child.stdout.once('data', next)), ended])
      if (child.exitCode !== null && !wanted.test(out))
        throw new Error(`ended without ${wanted}: ${out}${err}`)
    }
  }
  return { child, ended, says }
}

const sandbox = (...args: string[]) => started(process.execPath, [BIN, ...args])

/** Resolves when nobody listens any more. */
async function closed(url: string): Promise<true> {
  for (;;) {
    const isOpen = await fetch(`${url}_sandbox/ready`).then(
      () => true,
      () => false,
    )
    if (!isOpen) return true
  }
}

const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
  ['SIGQUIT', 131],
] as const

describe.concurrent('a signal', () => {
  test.for(SIGNALS)(
    '%s ends start with %i, also while a client keeps an SMTP connection open',
    async ([signal, code], { expect }) => {
      const { child, ended, says } = sandbox('start', ...FREE_PORTS)
      const [, url = ''] = await says(/Console +(http:\S+)/)
      const [, port] = await says(/SMTP +smtp:\/\/127\.0\.0\.1:(\d+)/)
      await says(/\nEmails/)
      const idle = connect(Number(port), '127.0.0.1').on('error', () => {})
      await new Promise(greeted => idle.once('data', greeted))

      child.kill(signal)

      expect((await ended).code).toBe(code)
      expect(await closed(url)).toBe(true)
    },
  )

  test.for(SIGNALS)('%s ends run in the middle with %i', async ([signal, code], { expect }) => {
    const { child, ended, says } = sandbox('run', '--clock', 'real')
    await says(/waits until/)

    child.kill(signal)

    expect((await ended).code).toBe(code)
  })

  test.for(SIGNALS)(
    '%s reaches the command of exec first, which answers as it likes',
    async ([signal], { expect }) => {
      const script = `process.on('${signal}', () => { console.log('tidied'); process.exit(7) }); console.log('up'); setInterval(() => {}, 1000)`
      const { child, ended, says } = sandbox('exec', '--', process.execPath, '-e', script)
      await says(/up/)

      child.kill(signal)

      expect(await ended).toMatchObject({ code: 7, out: 'up\ntidied\n' })
    },
  )
})

describe.concurrent('nobody is left', { skip: process.platform === 'win32' }, () => {
  test('the command of a killed exec ends too', async ({ expect }) => {
    const folder = await temporaryFolder()
    const script = `process.on('SIGTERM', () => { require('node:fs').writeFileSync('${join(folder, 'told')}', 'told'); process.exit() }); console.log('up'); setInterval(() => {}, 1000)`
    const { child, ended, says } = sandbox('exec', '--', process.execPath, '-e', script)
    await says(/up/)

    child.kill('SIGKILL')
    await ended

    expect(existsSync(join(folder, 'told'))).toBe(true)
    expect(await readFile(join(folder, 'told'), 'utf8')).toBe('told')
  })

  test.for(['SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGKILL'] as const)(
    '%s to npm run ends the sandbox behind it',
    async (signal, { expect }) => {
      const { child, ended, says } = started('npm', ['run', 'sandbox', '--', ...FREE_PORTS])
      const [, url = ''] = await says(/Console +(http:\S+)/)

      child.kill(signal)
      await ended

      expect(await closed(url)).toBe(true)
    },
  )
})

describe.concurrent('output', () => {
  test('a reader that has seen enough ends the command quietly, with the code of a broken pipe', async ({
    expect,
  }) => {
    const shell = started('bash', ['-c', `set -o pipefail; "${process.execPath}" "${BIN}" run | head -1`])

    expect(await shell.ended).toMatchObject({
      code: 141,
      err: '',
      out: expect.stringMatching(/^referral-sandbox .*\n$/),
    })
  })

  test.skipIf(!existsSync('/dev/full'))('a full disk is one sentence', async ({ expect }) => {
    const shell = started('sh', ['-c', `"${process.execPath}" "${BIN}" run > /dev/full`])

    expect(await shell.ended).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^Cannot write the output: ENOSPC[^\n]*\. Look at where it is sent\.\n$/),
    })
  })
})

describe.concurrent('a wrong word', () => {
  test.for([
    [['start', ...FREE_PORTS, '--host', '203.0.113.1'], /^Cannot open 203\.0\.113\.1 for .*--host/],
    [['start', '--port', ''], /^Cannot use the value of --port: /],
    [['exec', '--', ''], /^Cannot run a command: the word after "--" is empty\. /],
    [['exec', '--', 'no-such-command'], /^Cannot run no-such-command: there is no such command\. /],
    [['start', '--world', ''], /^Cannot use the value of --world: /],
  ] as const)('%j is one sentence', async ([words, sentence], { expect }) => {
    const { code, err } = await sandbox(...words).ended

    expect(code).toBe(1)
    expect(err).toMatch(sentence)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  test('a folder that was deleted is one sentence', async ({ expect }) => {
    const folder = `${await temporaryFolder()}/gone`
    const script = `mkdir "${folder}" && cd "${folder}" && rmdir "${folder}" && "${process.execPath}" "${BIN}" run`

    expect(await started('sh', ['-c', script]).ended).toMatchObject({
      code: 1,
      err: 'Cannot run here: the folder was deleted. Change into one that is there.\n',
    })
  })

  test('a temporary folder that is not there keeps nothing from running', async ({ expect }) => {
    const run = started(process.execPath, [BIN, 'run'], { TMPDIR: '/nowhere' })

    expect(await run.ended).toMatchObject({ code: 0, err: '' })
  })
})
