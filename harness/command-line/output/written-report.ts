// A report for other programs: whole or not at all, for it is written beside and then renamed.
import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { newFolder } from '../../new-folder.ts'

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

/** For several reports; throws SandboxError `file-not-written`. */
export async function reportFolder(path: string): Promise<void> {
  try {
    await newFolder(path)
  } catch (cause) {
    throw notWritten(path, cause as Error)
  }
}

function notWritten(path: string, cause: NodeJS.ErrnoException): SandboxError {
  const reason = cause.code === 'ENOENT' ? 'its folder is not there' : cause.message
  return new SandboxError('file-not-written', `Cannot write ${path}: ${reason}.`, {
    remedy: 'Name a file in a folder that is there and can be written to.',
    cause,
  })
}
