// `explain ID`: asks a sandbox that runs why it answered as it did, or where the values of a mail came from. 0 explained, 2 not.
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { createClient } from '../../client.ts'
import { readConfig } from '../../config.ts'
import { credentialsOf } from '../../doors/guard.ts'
import { explanationText } from '../../explain/text.ts'
import { parsedArguments } from '../argument-reason.ts'
import type { Terminal } from '../terminal.ts'

const OPTIONS = { url: { type: 'string' }, json: { type: 'boolean', default: false } } as const

export async function explain(args: readonly string[], { say, complain, env }: Terminal): Promise<number> {
  try {
    const { id, url, json, token } = readArguments(args, env)
    const explanation = await createClient(sendTo(url, token)).explain(id)
    say(json ? JSON.stringify(explanation) : explanationText(explanation))
    return 0
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error
    complain(error.message)
    return 2
  }
}

function sendTo(url: string, token: string | undefined) {
  const headers = token === undefined ? {} : credentialsOf(token)
  return (path: string, init?: RequestInit) =>
    fetch(url + path, { ...init, headers }).catch((cause: Error) => {
      const problem = `Cannot explain: no sandbox answers at ${url}.`
      throw new SandboxError('no-sandbox', problem, { remedy: 'Start one, or name it with --url.', cause })
    })
}

function readArguments(args: readonly string[], env: NodeJS.ProcessEnv) {
  const { values, positionals } = parsedArguments(args, OPTIONS, refusal)
  const [id, ...more] = positionals
  if (id === undefined || more.length > 0) throw refusal('name one id')
  const { port, token } = readConfig([], env)
  const url = values.url ?? env.SANDBOX_URL ?? `http://127.0.0.1:${port}`
  return { id, url: url.replace(/\/$/, ''), json: values.json, token }
}

const refusal = (reason: string, options?: ErrorOptions) =>
  new SandboxError('invalid-option', `Cannot explain: ${reason}.`, {
    remedy: 'Write for example: referral-sandbox explain 4f1c… with the x-sandbox-request-id of an answer.',
    ...options,
  })
