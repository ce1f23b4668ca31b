// The package as a stranger has it, made once for all tests of it: packed of precisely what the Dockerfile copies, in a folder of its
// own with nothing beside it but what it asks for.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import { assembleContext } from './image.ts'
import type { Made } from './made.ts'
import { isFull } from './thoroughness.ts'

const run = promisify(execFile)

/** Its type declarations alone take longer than all the rest, and are judged by those who compile against them. */
export const hasTypes = isFull || process.env.TEST_RUNNERS !== undefined

const KEPT = resolve('node_modules/.cache/referral-sandbox-packed')

/** A folder whose node_modules has the package. */
export async function packProject(): Promise<Made> {
  const home = await mkdtemp(join(tmpdir(), 'packed-'))
  const installed = join(home, 'node_modules/referral-sandbox')
  await mkdir(installed, { recursive: true })
  await run('tar', ['xzf', await pack(home), '--strip-components=1', '-C', installed])
  const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))
  await bringPackages(home, Object.keys(manifest.dependencies))
  return { place: home, putAway: () => rm(home, { recursive: true, force: true }) }
}

/** What was packed of the same files by the same tools is taken again. */
async function pack(home: string): Promise<string> {
  const context = join(home, 'context')
  await assembleContext(context)
  const kept = join(KEPT, `${await fingerprint(context)}${hasTypes ? '' : '-untyped'}.tgz`)
  if (!existsSync(kept)) await keep(await packAnew(context), kept)
  await rm(context, { recursive: true })
  return kept
}

/** Of the path and text of each file; the lock file, which names the tools, is one of them. */
async function fingerprint(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  const hash = createHash('sha1')
  for (const path of paths.sort()) hash.update(`${relative(folder, path)}\n`).update(await readFile(path))
  return hash.digest('hex')
}

async function packAnew(context: string): Promise<string> {
  await symlink(resolve('node_modules'), join(context, 'node_modules'))
  if (!hasTypes) await run(process.execPath, ['bin/build.js', '--without-types'], { cwd: context })
  const args = ['pack', ...(hasTypes ? [] : ['--ignore-scripts'])]
  await run('npm', args, { cwd: context, shell: process.platform === 'win32' })
  const [tarball = ''] = (await readdir(context)).filter(name => name.endsWith('.tgz'))
  return join(context, tarball)
}

/** Whole or not at all, and in the place of the last one. */
async function keep(tarball: string, kept: string): Promise<void> {
  await mkdir(KEPT, { recursive: true })
  const own = `${kept}.${process.pid}`
  await copyFile(tarball, own)
  for (const old of await readdir(KEPT)) if (old.endsWith('.tgz')) await rm(join(KEPT, old), { force: true })
  await rename(own, kept)
}

/** As they are installed here; several tests may ask for the same. */
export async function bringPackages(home: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const place = join(home, 'node_modules', name)
    await mkdir(dirname(place), { recursive: true })
    await symlink(resolve('node_modules', name), place).catch(ifThere)
  }
}

function ifThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
