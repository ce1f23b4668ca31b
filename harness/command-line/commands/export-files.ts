// `export --format mails|webhooks|vouchers|codes|campaigns|rules`: files in the vendors' own forms, into the folder of --out; one file
// alone may go to stdout. 0 whole, 1 with parts to be done by hand, which --partial leaves out.
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { readExportInput } from '../../export/export-input.ts'
import type { HandedOut } from '../../export/handed-out.ts'
import { handOutWorld, ofScenario } from '../../export/other-formats.ts'
import { writeAll } from '../../import/written/write-all.ts'
import type { Terminal } from '../terminal.ts'

export interface FilesAsked {
  file: string
  format: string
  scenario?: string | undefined
  source?: string | undefined
  out?: string | undefined
  partial: boolean
  json: boolean
}

export async function exportFiles(asked: FilesAsked, terminal: Terminal): Promise<number> {
  const handed = await handedOut(asked)
  const { files, byHand } = handed
  const isEmpty = files.length === 0 && byHand.length === 0
  const isWritten = byHand.length === 0 || asked.partial
  const exitCode = byHand.length === 0 ? 0 : 1
  if (asked.json) terminal.say(JSON.stringify({ ...handed, exitCode }))
  if (isWritten) await hand(handed, asked, terminal)
  for (const line of [
    ...(isEmpty ? ['There is nothing of this kind. Nothing was written.'] : []),
    ...(isWritten || isEmpty
      ? []
      : ['Cannot export all of it. Nothing was written; --partial leaves out what is below.']),
    ...(byHand.length === 0 ? [] : ['Do by hand:', ...byHand.map(line => `  [ ] ${line}`)]),
    ...(isEmpty ? [] : handed.remarks),
  ])
    terminal.complain(line)
  return exitCode
}

async function handedOut({ file, format, scenario, source }: FilesAsked): Promise<HandedOut> {
  const write = ofScenario(format)
  if (write === undefined) return handOutWorld(format, file, source)
  return write((await readExportInput({ file, scenario })).definition)
}

async function hand(
  { files }: HandedOut,
  { out, json }: FilesAsked,
  { say, complain }: Terminal,
): Promise<void> {
  if (files.length === 0) return
  if (out !== undefined) {
    const written = await writeAll(out, files)
    complain(['Written:', ...written.map(path => `  ${path}`)].join('\n'))
    return
  }
  if (json) return
  const [only, ...more] = files
  if (more.length === 0) say((only?.text ?? '').trimEnd())
  else throw severalFiles(files.length)
}

const severalFiles = (count: number): SandboxError =>
  new SandboxError('invalid-option', `Cannot export to stdout: these are ${count} files.`, {
    remedy: 'Name a folder with --out, or use --json.',
  })
