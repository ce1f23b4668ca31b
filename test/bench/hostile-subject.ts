// The command under attack, and what an attacker does it with: plain HTTP, a socket, the control API.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { RunningInbox } from '../support/mailpit.ts'
import { environmentSaid, spawnCommand } from './command.ts'

const HERE = (file: string) => fileURLToPath(new URL(file, import.meta.url))

export interface Subject extends AsyncDisposable {
  url: string
  inbox: RunningInbox
  environment: Record<string, string>
  pid: number
  /** Everything that it has written to stderr. */
  complaints(): string
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  control(method: string, path: string, body?: unknown): Promise<Answer>
}

export interface Answer {
  status: number
  text: string
}

export async function startSubject(options: string[] = []): Promise<Subject> {
  const child = spawnCommand(options)
  const exited = once(child, 'exit')
  let complaints = ''
  child.stderr.on('data', chunk => {
    complaints += chunk
  })
  const environment = await environmentSaid(child)
  const url = environment.SANDBOX_URL ?? ''
  const call: Subject['call'] = async (method, path, body, headers = {}) => {
    const answer = await fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: answer.status, text: await answer.text() }
  }
  return {
    url,
    inbox: {
      url: environment.MAILPIT_URL ?? '',
      smtpUrl: environment.MAILPIT_SMTP_URL ?? '',
      stop: async () => {},
    },
    environment,
    pid: child.pid ?? 0,
    complaints: () => complaints,
    call,
    control: (method, path, body) => call(method, `/_sandbox${path}`, body),
    async [Symbol.asyncDispose]() {
      child.kill()
      await exited
    },
  }
}

/** Bytes into a socket of its own; answers what came back until the other side closed or `patienceMs` were over. */
export async function intoSocket(
  port: number,
  pieces: Iterable<string | Buffer>,
  patienceMs = 3_000,
): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let said = ''
  socket.on('data', chunk => {
    said += chunk.toString('latin1').slice(0, 2_000)
  })
  socket.on('error', () => {})
  const closed = new Promise<void>(resolve => socket.once('close', () => resolve()))
  const tooLong = setTimeout(() => socket.destroy(), patienceMs)
  for (const piece of pieces) {
    if (socket.destroyed) break
    if (!socket.write(piece)) await Promise.race([once(socket, 'drain').catch(() => {}), closed])
  }
  await closed
  clearTimeout(tooLong)
  return said
}

export interface ReadyProbe extends AsyncDisposable {
  /** The longest that `GET /_sandbox/ready` took for another process meanwhile, in milliseconds. */
  during(work: () => Promise<unknown>): Promise<number>
}

export async function startReadyProbe(url: string): Promise<ReadyProbe> {
  const child = spawn(process.execPath, ['--import', 'tsx', HERE('./ready-probe.ts'), url], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit')
  const ask = async (word: 'begin' | 'end') => {
    const answer = once(child, 'message')
    child.send(word)
    return (await answer)[0] as number
  }
  return {
    async during(work) {
      await ask('begin')
      await work()
      return ask('end')
    },
    async [Symbol.asyncDispose]() {
      child.send('stop')
      await exited
    },
  }
}
