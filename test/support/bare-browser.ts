// A browser spoken to in its own words (the DevTools protocol), for pages of very many frames: a driver that knows each of them costs
// more than they do. https://chromedevtools.github.io/devtools-protocol
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { executablePath } from './browser-path.ts'

type Params = Record<string, unknown>
export type BrowserEvent = (method: string, params: Params) => void

export interface BareTab {
  /** Resolves when the page and all its frames are loaded. */
  show(url: string): Promise<void>
  send<T>(method: string, params?: Params): Promise<T>
}

export interface BareBrowser extends AsyncDisposable {
  /** `hear` is told whatever happens in it, and in what it opens. */
  openTab(hear: BrowserEvent): Promise<BareTab>
}

const OPTIONS = [
  '--headless',
  '--no-sandbox',
  '--no-first-run',
  '--disable-gpu',
  '--in-process-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=IsolateSandboxedIframes,BackForwardCache',
  '--disable-site-isolation-trials',
  '--remote-debugging-port=0',
]

export async function bareBrowser(): Promise<BareBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'referral-sandbox-'))
  const child = spawn(executablePath, [...OPTIONS, `--user-data-dir=${folder}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(child, 'exit')
  const { origin, lines } = await addressSaid(child.stderr)
  return {
    async openTab(hear) {
      const made = await fetch(`${origin}/json/new?about:blank`, { method: 'PUT' })
      const { webSocketDebuggerUrl } = (await made.json()) as { webSocketDebuggerUrl: string }
      return tabAt(webSocketDebuggerUrl, hear)
    },
    async [Symbol.asyncDispose]() {
      child.kill()
      await ended
      lines.close()
      // What it has started itself ends a moment after it.
      await rm(folder, { recursive: true, force: true, maxRetries: 20 })
    },
  }
}

async function addressSaid(stream: NodeJS.ReadableStream) {
  const lines = createInterface(stream)
  const origin = await new Promise<string>(resolve => {
    lines.on('line', line => {
      const said = /listening on ws:\/\/([^/]+)/.exec(line)?.[1]
      if (said !== undefined) resolve(`http://${said}`)
    })
  })
  return { origin, lines }
}

interface Message {
  id?: number
  method?: string
  params?: Params
  result?: unknown
  error?: { message: string }
}

async function tabAt(url: string, hear: BrowserEvent): Promise<BareTab> {
  const socket = new WebSocket(url)
  await new Promise(resolve => socket.addEventListener('open', resolve, { once: true }))
  const waiting = new Map<number, (answer: Message) => void>()
  let loaded = () => {}
  let last = 0
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message
    if (message.id !== undefined) waiting.get(message.id)?.(message)
    if (message.method === 'Page.loadEventFired') loaded()
    // It stands still until somebody has answered.
    if (message.method === 'Page.javascriptDialogOpening')
      void send('Page.handleJavaScriptDialog', { accept: false })
    if (message.method !== undefined) hear(message.method, message.params ?? {})
  })
  const send: BareTab['send'] = async (method, params = {}) => {
    const id = ++last
    const answered = new Promise<Message>(resolve => waiting.set(id, resolve))
    socket.send(JSON.stringify({ id, method, params }))
    const { result, error } = await answered
    waiting.delete(id)
    if (error !== undefined) throw new Error(`${method}: ${error.message}`)
    return result as never
  }
  for (const domain of ['Page', 'Network', 'DOM']) await send(`${domain}.enable`)
  return {
    send,
    async show(page) {
      const done = new Promise<void>(resolve => {
        loaded = resolve
      })
      await send('Page.navigate', { url: page })
      await done
    },
  }
}
