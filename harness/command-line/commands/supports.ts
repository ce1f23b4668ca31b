// `supports [--json] [--world FILE] FILE`: whether what an integration calls is emulated. 0 when nothing is 501 or unexpected, else 1.
import { parseArgs } from 'node:util'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { readConfig } from '../../config.ts'
import { readCalls } from '../../supports/call-file.ts'
import { OUTCOMES, type SupportedCall, supportOf } from '../../supports/supports.ts'
import { argumentReason } from '../argument-reason.ts'
import type { Terminal } from '../terminal.ts'

export async function supports(args: readonly string[], { say, env }: Terminal): Promise<number> {
  const { file, flags } = readArguments(args)
  const { world, json } = readConfig(flags, env)
  const told: SupportedCall[] = []
  for (const call of await readCalls(file)) {
    const one = await supportOf(call, world === undefined ? {} : { world })
    told.push(one)
    say(json ? JSON.stringify(one) : lineOf(one))
  }
  const counts = OUTCOMES.map(
    outcome => [outcome, told.filter(one => one.outcome === outcome).length] as const,
  )
  const total = Object.fromEntries(counts)
  say(
    json ? JSON.stringify({ calls: told.length, ...total }) : `\n${told.length} calls: ${countText(counts)}`,
  )
  return total['501'] === 0 && total.unexpected === 0 ? 0 : 1
}

function readArguments(args: readonly string[]): { file: string; flags: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false }, world: { type: 'string' } },
      allowPositionals: true,
    })
    const [file, ...more] = positionals
    if (file !== undefined && more.length === 0) {
      const flags = [...(values.json ? ['--json'] : []), ...(values.world ? ['--world', values.world] : [])]
      return { file, flags }
    }
  } catch (cause) {
    throw refusal(argumentReason(cause), { cause })
  }
  throw refusal('name one file')
}

const refusal = (reason: string, options?: ErrorOptions) =>
  new SandboxError('invalid-option', `Cannot say what is supported: ${reason}.`, {
    remedy: 'Write for example: referral-sandbox supports my.postman_collection.json.',
    ...options,
  })

const lineOf = ({ outcome, method, path, operation, status, reason }: SupportedCall): string =>
  [
    outcome.padEnd(10),
    method.padEnd(7),
    path,
    operation === undefined ? '' : `(${operation})`,
    told(status, reason),
  ]
    .filter(part => part !== '')
    .join(' ')

const told = (status: number | undefined, reason: string | undefined): string =>
  status === undefined || status < 400 || status === 501 ? '' : [status, reason ?? ''].join(' ').trim()

const countText = (counts: readonly (readonly [string, number])[]): string =>
  counts
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(', ')
    .concat('.')
