// `check [--json] [--sarif FILE] FILE…`: validates worlds and scenarios without running them. 0 clean, 1 findings, 2 unreadable.
import { parseArgs } from 'node:util'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { checkFile } from '../../check/check-file.ts'
import { type Finding, lineOf } from '../../check/finding.ts'
import { sarifOf } from '../../check/sarif.ts'
import { readConfig } from '../../config.ts'
import { writeReport } from '../output/written-report.ts'
import type { Terminal } from '../terminal.ts'

const UNREADABLE = new Set(['unreadable-file', 'syntax-error'])

export async function checkFiles(args: readonly string[], { say, env }: Terminal): Promise<number> {
  const { files, json, sarif } = readArguments(args, env)
  const all: Finding[] = []
  let code = 0
  for (const file of files) {
    const findings = await checkFile(file)
    const own = exitCodeOf(findings)
    say(json ? JSON.stringify({ file, exitCode: own, findings }) : textOf(file, findings))
    code = Math.max(code, own)
    all.push(...findings)
  }
  if (sarif !== undefined) await writeReport(sarif, sarifOf(all, process.cwd()))
  return code
}

interface Asked {
  files: string[]
  json: boolean
  /** Where all findings go as SARIF. */
  sarif?: string | undefined
}

function readArguments(args: readonly string[], env: NodeJS.ProcessEnv): Asked {
  const example = 'Write for example: referral-sandbox check my.world.yaml.'
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false }, sarif: { type: 'string' } },
      allowPositionals: true,
    })
    const { json, sarif } = values
    if (positionals.length > 0) return { files: positionals, json: json || readConfig([], env).json, sarif }
  } catch (cause) {
    if (cause instanceof SandboxError) throw cause
    const reason = (cause as Error).message.split(/\. To specify|\. If /)[0]?.replace(/\.$/, '')
    throw new SandboxError('invalid-option', `Cannot check: ${reason}.`, { remedy: example, cause })
  }
  throw new SandboxError('invalid-option', 'Cannot check: no file is named.', { remedy: example })
}

function exitCodeOf(findings: readonly Finding[]): 0 | 1 | 2 {
  if (findings.some(({ code }) => UNREADABLE.has(code))) return 2
  return findings.length > 0 ? 1 : 0
}

const textOf = (file: string, findings: readonly Finding[]): string =>
  findings.length === 0 ? `${file}: no findings` : findings.map(lineOf).join('\n')
