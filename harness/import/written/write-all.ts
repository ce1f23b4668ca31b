// Files are written whole: all of them or none, and nothing that is there is overwritten.
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { newFolder } from '../../new-folder.ts'
import type { WrittenFile } from '../format.ts'

export async function writeAll(folder: string, files: readonly WrittenFile[]): Promise<string[]> {
  const taken = files.filter(({ path }) => existsSync(join(folder, path))).map(({ path }) => path)
  if (taken.length > 0) throw alreadyThere(taken)
  const written: string[] = []
  try {
    await newFolder(folder)
    for (const { path, text } of files) {
      await writeFile(join(folder, path), text, { flag: 'wx' })
      written.push(path)
    }
  } catch (cause) {
    for (const path of written) await rm(join(folder, path), { force: true })
    throw notWritten(folder, cause as NodeJS.ErrnoException)
  }
  return written
}

const alreadyThere = (names: readonly string[]) =>
  new SandboxError('file-exists', `Cannot write ${names.join(', ')}: already there. Nothing was written.`, {
    remedy: 'Name another folder with --out or another name with --name, or move them away first.',
  })

const notWritten = (folder: string, cause: NodeJS.ErrnoException) =>
  new SandboxError('file-not-written', `Cannot write into ${folder}: ${cause.message}. Nothing was kept.`, {
    remedy: 'Name a folder that can be written to with --out.',
    cause,
  })
