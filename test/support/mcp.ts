// Assistants as the SDK's own client: over HTTP to a sandbox in this process, and over stdio to a process of its own.
import type { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { onTestFinished } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../harness/index.ts'
import { clientAt, connected, type Era } from './mcp-client.ts'

export interface Told {
  success: boolean
  world: string | null
  now: string | null
  // biome-ignore lint/suspicious/noExplicitAny: tests look into what a tool answers as its client does, without a type.
  data: any
  error: { code: string; message: string; remedy: string } | null
}

export interface Assistant {
  client: Client
  /** What the tool answers; a refusal too. */
  call(name: string, input?: Record<string, unknown>): Promise<Told>
  /** The texts of the answer, as a model reads them. */
  texts(name: string, input?: Record<string, unknown>): Promise<string[]>
}

export async function overHttp(
  options: SandboxOptions & { era?: Era } = {},
): Promise<Assistant & { sandbox: Sandbox }> {
  const { era = 'a session', ...rest } = options
  const sandbox = await startSandbox({ clock: 'manual', listen: false, mcp: true, ...rest })
  onTestFinished(() => sandbox.stop())
  return { sandbox, ...(await assistantAt(sandbox, era)) }
}

export async function assistantAt(sandbox: Sandbox, era?: Era): Promise<Assistant> {
  const client = await clientAt(sandbox, era)
  onTestFinished(() => client.close())
  return assistant(client)
}

/** A process of `referral-sandbox mcp` with these arguments. */
export async function overStdio(args: readonly string[], cwd: string): Promise<Assistant> {
  const bin = new URL('../../bin/referral-sandbox.js', import.meta.url).pathname
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [bin, 'mcp', ...args],
    cwd,
    stderr: 'inherit',
  })
  const client = await connected(transport, 'a session')
  onTestFinished(() => client.close())
  return assistant(client)
}

function assistant(client: Client): Assistant {
  const ask = (name: string, input: Record<string, unknown> = {}) =>
    client.callTool({ name, arguments: input })
  return {
    client,
    call: async (name, input) => (await ask(name, input)).structuredContent as unknown as Told,
    texts: async (name, input) =>
      (await ask(name, input)).content.map(part => (part.type === 'text' ? part.text : '')),
  }
}
