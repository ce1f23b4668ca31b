// `import [options] FILE…`: files of the vendors become a world, scenarios and a report. 0 all understood or ignored or guessed,
// 1 with refused parts (with --strict also guesses, and nothing is written), 2 unreadable.
import { parseArgs } from 'node:util'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { readConfig } from '../../config.ts'
import { type ImportOptions, importFiles } from '../../import/import-files.ts'
import { Pseudonyms } from '../../import/personal/pseudonyms.ts'
import { reportText } from '../../import/report-text.ts'
import { argumentReason } from '../argument-reason.ts'
import type { Terminal } from '../terminal.ts'

const OPTIONS = {
  json: { type: 'boolean' },
  strict: { type: 'boolean' },
  out: { type: 'string' },
  name: { type: 'string' },
  as: { type: 'string' },
  pseudonymise: { type: 'boolean' },
  keep: { type: 'string', multiple: true },
} as const

/** So that two imports agree without a key; whoever has to keep guessers out sets one. */
const DEFAULT_KEY = 'referral-sandbox'

export async function importCommand(
  args: readonly string[],
  { say, complain, env }: Terminal,
): Promise<number> {
  const { files, json, options } = readArguments(args, env)
  try {
    const report = await importFiles(files, options)
    if (json) {
      for (const file of report.files) say(JSON.stringify(file))
      say(JSON.stringify({ written: report.written, exitCode: report.exitCode }))
    } else say(reportText(report))
    return report.exitCode
  } catch (error) {
    if (!(error instanceof SandboxError) || error.code !== 'unreadable-file') throw error
    complain(error.message)
    if (error.hint !== undefined) complain(error.hint)
    if (json)
      say(JSON.stringify({ error: { code: error.code, message: error.problem }, written: [], exitCode: 2 }))
    return 2
  }
}

function readArguments(args: readonly string[], env: NodeJS.ProcessEnv) {
  const { values, positionals } = parsed(args)
  if (positionals.length === 0) throw refusal('no file is named')
  const { name } = values
  if (name !== undefined && !/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,59}$/u.test(name)) {
    throw refusal('--name is letters, digits, "-" and "_" only, for it names files')
  }
  const pseudonyms = new Pseudonyms(
    values.pseudonymise === false
      ? undefined
      : { key: env.SANDBOX_PSEUDONYM_KEY || DEFAULT_KEY, keep: new Set(values.keep ?? []) },
  )
  const config = readConfig([], env)
  const options: ImportOptions = {
    folder: values.out ?? '.',
    strict: values.strict ?? config.strict,
    pseudonyms,
    ...(name === undefined ? {} : { name }),
    ...(values.as === undefined ? {} : { as: values.as }),
  }
  return { files: positionals, json: values.json ?? config.json, options }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, allowNegative: true })
  } catch (cause) {
    throw refusal(argumentReason(cause), { cause })
  }
}

const refusal = (reason: string, options?: ErrorOptions) =>
  new SandboxError('invalid-option', `Cannot import: ${reason}.`, {
    remedy: 'Write for example: referral-sandbox import --out rehearsal clipboard.json vouchers.csv.',
    ...options,
  })
