// How a command ends that is ended from outside: its code, what it leaves behind (nothing), and what it says of it (nothing).
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { describe, test, vi } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'

const COMMAND = [process.execPath, resolve('bin/referral-sandbox.js')]
const FREE_PORTS = ['--port', '0', '--inbox-port', '0', '--smtp-port', '0']

function begun([program = '', ...args]: string[], options: SpawnOptions = {}) {
  const env = { ...process.env, MAILPIT_URL: '', MAILPIT_SMTP_URL: '' }
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env, ...options })
  let err = ''
  child.stderr?.on('data', chunk => {
    err += chunk
  })
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, err }))
  return { child, ended }
}

/** What stands in the first group of what is wanted, once it is printed. */
async function said(child: ChildProcess, wanted: RegExp): Promise<string> {
  let out = ''
  for await (const chunk of child.stdout ?? []) {
    out += chunk
    const found = wanted.exec(out)
    // Read on, or what it prints later would end it.
    if (found !== null) {
      child.stdout?.resume()
      return found[1] ?? ''
    }
  }
  throw new Error(`ended without saying ${wanted}: ${out}`)
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** For what never comes to pass; a machine at work for others takes its time. */
const AT_LAST_MS = 100_000

const gone = (pid: number) => vi.waitUntil(() => !isThere(pid), AT_LAST_MS)

test('what a world prints while it is loaded is no line for programs', async ({ expect }) => {
  const file = join(await temporaryFolder(), 'my.world.mjs')
  await writeFile(file, "console.log('loud')\nexport default {}\n")
  const { child, ended } = begun([...COMMAND, 'check', '--json', file])
  let out = ''
  child.stdout?.on('data', chunk => {
    out += chunk
  })

  expect(await ended).toMatchObject({ code: 0, err: 'loud\n' })
  expect(out).not.toContain('loud')
})

describe.concurrent('an end from outside', () => {
  test.for(['SIGINT', 'SIGHUP'] as const)(
    '%s to npm ends what npm run sandbox started',
    async (signal, { onTestFinished }) => {
      const { child, ended } = begun(['npm', 'run', 'sandbox', '--', ...FREE_PORTS], { detached: true })
      onTestFinished(() => void killGroup(child))
      const http = await said(child, /SANDBOX_URL=(\S+)/)

      child.kill(signal)
      await ended

      await vi.waitUntil(() => isClosed(http), AT_LAST_MS)
    },
  )

  test('exec tells its command of a signal, and nothing of what that had started stays', async ({
    expect,
  }) => {
    const { child, ended } = begun([...COMMAND, 'exec', '--', 'sh', '-c', 'sleep 600 & echo pid $!; wait'])
    const pid = Number(await said(child, /^pid (\d+)$/m))

    child.kill('SIGTERM')

    expect(await ended).toEqual({ code: 143, signal: null, err: '' })
    await gone(pid)
  })

  test('a command that is deaf to a signal is ended', async ({ expect }) => {
    const deaf = 'trap "" HUP; echo pid $$; while :; do sleep 600; done'
    const { child, ended } = begun([...COMMAND, 'exec', '--', 'sh', '-c', deaf])
    const pid = Number(await said(child, /^pid (\d+)$/m))

    child.kill('SIGHUP')

    expect(await ended).toMatchObject({ code: 129 })
    await gone(pid)
  })

  test('what a command starts when it is told of its end is ended as well', async ({ expect }) => {
    const late = 'trap "sleep 600 & echo late \\$!" HUP; echo ready; while :; do sleep 0.02; done'
    const { child, ended } = begun([...COMMAND, 'exec', '--', 'sh', '-c', late])
    let out = ''
    for await (const chunk of child.stdout ?? []) {
      if (out === '') child.kill('SIGHUP')
      out += chunk
    }

    expect(await ended).toMatchObject({ code: 129 })
    await gone(Number(/late (\d+)/.exec(out)?.[1]))
  })

  test.skipIf(process.platform === 'win32')('exec that is killed takes its command along', async () => {
    const line = 'sleep 600 & echo "pid $! $SANDBOX_URL"; wait'
    const { child } = begun([...COMMAND, 'exec', '--', 'sh', '-c', line])
    const [pid = '', url = ''] = (await said(child, /^pid (.+)$/m)).split(' ')
    // Whoever answers has done all that comes with the start of the command.
    await fetch(`${url}/_sandbox/ready`)

    child.kill('SIGKILL')

    await gone(Number(pid))
  })

  test('a reader that goes away ends a run without a word', async ({ expect }) => {
    const { child, ended } = begun([...COMMAND, 'run'])
    child.stdout?.once('data', () => child.stdout?.destroy())

    expect(await ended).toEqual({ code: 141, signal: null, err: '' })
  })

  test.runIf(process.platform === 'linux')('a folder that is gone is one sentence', async ({ expect }) => {
    const { ended } = begun([
      'sh',
      '-c',
      'mkdir "$0" && cd "$0" && rmdir "$0" && exec "$@"',
      join(await temporaryFolder(), 'gone'),
      ...COMMAND,
      'run',
    ])

    const err =
      'Cannot start: the folder that this was called in is gone. Change into one that is there, and call it again.\n'
    expect(await ended).toEqual({ code: 1, signal: null, err })
  })

  test.runIf(process.platform === 'linux')('a full disk is one sentence', async ({ expect }) => {
    const { ended } = begun([...COMMAND, '--help'], { stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'] })

    expect(await ended).toEqual({ code: 1, signal: null, err: 'Cannot write the output: ENOSPC.\n' })
  })

  test('what a module of a world leaves behind does not keep a command up', async ({
    expect,
    onTestFinished,
  }) => {
    const file = join(await temporaryFolder(onTestFinished), 'leaves.world.mjs')
    await writeFile(file, 'setInterval(() => {}, 1000)\nexport default { bloomreach: { customers: [] } }\n')

    expect(await begun([...COMMAND, 'check', file]).ended).toMatchObject({ code: 0, signal: null })
  })
})

async function isClosed(url: string): Promise<boolean> {
  return fetch(`${url}/_sandbox/ready`).then(
    () => false,
    () => true,
  )
}

function killGroup({ pid }: ChildProcess): void {
  try {
    process.kill(-(pid ?? 0), 'SIGKILL')
  } catch {}
}
