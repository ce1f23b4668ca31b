// A report for other programs: whole or not at all, for it is written beside and then renamed.
import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'

/** Throws SandboxError `file-not-written`; what stood there before stays then. */
export async function writeReport(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`
  try {
    await writeFile(beside, text)
    await rename(beside, path)
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => {})
    throw notWritten(path, cause as Error)
  }
}

/** Throws SandboxError `file-not-written` before anything has run, where it would after. */
export async function demandWritable(path: string): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`
  try {
    if ((await stat(path).catch(() => undefined))?.isDirectory()) throw new Error('it is a folder')
    await writeFile(beside, '')
  } catch (cause) {
    throw notWritten(path, cause as Error)
  } finally {
    await rm(beside, { force: true }).catch(() => {})
  }
}

const notWritten = (path: string, cause: Error): SandboxError =>
  new SandboxError('file-not-written', `Cannot write ${path}: ${cause.message}.`, {
    remedy: 'Name a file in a folder that is there and can be written to.',
    cause,
  })
