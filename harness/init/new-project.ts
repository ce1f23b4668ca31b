// Writes a new project: whole or not at all, and nothing that is there is overwritten.
import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { newFolder } from '../new-folder.ts'
import { type EditedManifest, withScripts } from './manifest.ts'
import { projectFiles } from './project-files.ts'
import type { RunnerName } from './runners.ts'

export interface NewProject extends EditedManifest {
  /** In the order in which they were written. */
  files: string[]
}

export async function createProject(folder: string, runner: RunnerName): Promise<NewProject> {
  const files = await projectFiles(runner)
  const taken = Object.keys(files).filter(name => existsSync(join(folder, name)))
  if (taken.length > 0) throw alreadyThere(taken)
  const manifest = withScripts(await manifestText(folder), runner)
  const written: string[] = []
  try {
    for (const [name, text] of Object.entries(files)) {
      await newFolder(dirname(join(folder, name)))
      await writeFile(join(folder, name), text, { flag: 'wx' })
      written.push(name)
    }
    await writeFile(join(folder, 'package.json'), manifest.text)
  } catch (cause) {
    for (const name of written) await rm(join(folder, name), { force: true })
    throw notWritten(folder, cause as NodeJS.ErrnoException)
  }
  return { ...manifest, files: [...written, 'package.json'] }
}

/** Undefined where there is none. */
export async function manifestText(folder: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, 'package.json'), 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw notWritten(folder, error as NodeJS.ErrnoException)
  }
}

const alreadyThere = (names: readonly string[]) =>
  new SandboxError('file-exists', `Cannot create ${names.join(', ')}: already there. Nothing was written.`, {
    remedy: 'Name another folder, or move them away first.',
  })

const notWritten = (folder: string, cause: NodeJS.ErrnoException) =>
  new SandboxError('file-not-written', `Cannot create a project in ${folder}: ${reasonOf(cause)}.`, {
    remedy: 'Name a folder that can be written to; nothing was kept.',
    cause,
  })

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOTDIR' || code === 'EEXIST') return 'it is a file, or lies below one'
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'it may not be written to'
  return message
}
