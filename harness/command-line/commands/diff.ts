// `diff [--json] [--html FILE] [--world FILE] [--until …] A B`: who gets something else. 0 nobody, 1 somebody, 2 it cannot be said.
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { type Config, readConfig } from '../../config.ts'
import { compare } from '../../diff/comparison.ts'
import { diffPage } from '../../diff/page.ts'
import { diffText } from '../../diff/text.ts'
import { parsedArguments } from '../argument-reason.ts'
import { writeReport } from '../output/written-report.ts'
import type { Terminal } from '../terminal.ts'

/** Those of `readConfig` that a rehearsal without doors listens to. */
const FLAGS = { world: { type: 'string' }, until: { type: 'string' }, seed: { type: 'string' } } as const

const OPTIONS = { ...FLAGS, json: { type: 'boolean' }, html: { type: 'string' } } as const

export async function diff(args: readonly string[], { say, complain, env }: Terminal): Promise<number> {
  try {
    const { a, b, html, config } = readArguments(args, env)
    const comparison = await compare(a, b, config)
    say(config.json ? JSON.stringify(comparison) : diffText(comparison))
    if (html !== undefined) await writeReport(html, await diffPage(comparison))
    return comparison.differences.length + comparison.lacking.length === 0 ? 0 : 1
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error
    complain(error.message)
    return 2
  }
}

interface Asked {
  a: string
  b: string
  /** Where the page goes. */
  html: string | undefined
  config: Config
}

function readArguments(args: readonly string[], env: NodeJS.ProcessEnv): Asked {
  const { values, positionals } = parsedArguments(args, OPTIONS, refusal)
  const { html, json, ...flags } = values
  const [a, b, ...more] = positionals
  if (a === undefined || b === undefined || more.length > 0) throw refusal('name two files')
  const given = Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, String(value)])
  return { a, b, html, config: readConfig([...given, ...(json ? ['--json'] : [])], env) }
}

const refusal = (reason: string, options?: ErrorOptions) =>
  new SandboxError('invalid-option', `Cannot compare: ${reason}.`, {
    remedy:
      'Write for example: referral-sandbox diff old.scenario.yaml new.scenario.yaml --world my.world.yaml.',
    ...options,
  })
