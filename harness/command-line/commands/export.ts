// `export [options] FILE`: a scenario as the vendor's editor pastes it. 0 written whole, 1 refused or with parts left out, 2 unreadable.
import { basename, dirname } from 'node:path'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { readConfig } from '../../config.ts'
import { readExportInput } from '../../export/export-input.ts'
import { EVIDENCE, type Exported, exportScenario } from '../../export/export-scenario.ts'
import { OTHER_FORMATS } from '../../export/other-formats.ts'
import { writeAll } from '../../import/written/write-all.ts'
import { parsedArguments } from '../argument-reason.ts'
import type { Terminal } from '../terminal.ts'
import { exportFiles } from './export-files.ts'

const OPTIONS = {
  world: { type: 'string' },
  scenario: { type: 'string' },
  source: { type: 'string' },
  format: { type: 'string', default: 'clipboard' },
  out: { type: 'string' },
  partial: { type: 'boolean', default: false },
  json: { type: 'boolean' },
} as const

const UNREADABLE = new Set(['unreadable-file', 'syntax-error', 'invalid-world'])

export async function exportCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { file, values, json } = readArguments(args, terminal.env)
  try {
    if (values.format !== 'clipboard') return await exportFiles({ ...values, file, json }, terminal)
    const { definition, source } = await readExportInput({ file, ...values })
    const exported = exportScenario(definition, source)
    const isWhole = exported.byHand.length === 0
    if (isWhole || values.partial) await hand(exported, values.out, json, terminal)
    else if (json)
      terminal.say(JSON.stringify({ ...exported, clipboard: undefined, evidence: EVIDENCE, exitCode: 1 }))
    for (const line of told(exported, values.partial)) terminal.complain(line)
    return isWhole ? 0 : 1
  } catch (error) {
    if (!(error instanceof SandboxError) || !UNREADABLE.has(error.code)) throw error
    terminal.complain(error.message)
    return 2
  }
}

async function hand(
  exported: Exported,
  out: string | undefined,
  json: boolean,
  { say }: Terminal,
): Promise<void> {
  const text = `${JSON.stringify(exported.clipboard, null, 2)}\n`
  if (out !== undefined) await writeAll(dirname(out), [{ path: basename(out), text }])
  if (json)
    say(JSON.stringify({ ...exported, evidence: EVIDENCE, exitCode: exported.byHand.length === 0 ? 0 : 1 }))
  else if (out === undefined) say(text.trimEnd())
}

function told({ counts, byHand, remarks, clipboard }: Exported, isPartial: boolean): string[] {
  const { nodes, connections } = clipboard.copiedData
  const isWritten = byHand.length === 0 || isPartial
  const head = isWritten
    ? `${nodes.length} nodes (${counts.untouched} as they came, ${counts.patched} changed, ${counts.new} new) and ${connections.length} wires.`
    : 'Cannot export the scenario: parts of it have no public form. Nothing was written; --partial leaves them out.'
  return [
    head,
    ...(byHand.length === 0 ? [] : ['Build by hand:', ...byHand.map(line => `  [ ] ${line}`)]),
    ...remarks,
    ...(isWritten ? [EVIDENCE] : []),
  ]
}

function readArguments(args: readonly string[], env: NodeJS.ProcessEnv) {
  const { values, positionals } = parsedArguments(args, OPTIONS, refusal)
  const [file = values.world, ...more] = positionals
  if (file === undefined || more.length > 0) throw refusal('name one file')
  if (values.format !== 'clipboard' && !OTHER_FORMATS.includes(values.format)) {
    throw new SandboxError(
      'invalid-option',
      `Cannot export as "${values.format}": that format is not served.`,
      { remedy: `Served are: clipboard, ${OTHER_FORMATS.join(', ')}. A scenario file is YAML already.` },
    )
  }
  return { file, values, json: values.json ?? readConfig([], env).json }
}

const refusal = (reason: string, options?: ErrorOptions) =>
  new SandboxError('invalid-option', `Cannot export: ${reason}.`, {
    remedy: 'Write for example: referral-sandbox export invite.scenario.yaml.',
    ...options,
  })
