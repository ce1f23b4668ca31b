// The package as a stranger has it, made once for all tests of it: packed of precisely what the Dockerfile copies, in a folder of its
// own with nothing beside it but what it asks for.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { assembleContext } from './image.ts'
import type { Made } from './made.ts'

const run = promisify(execFile)

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

async function pack(home: string): Promise<string> {
  const context = join(home, 'context')
  await assembleContext(context)
  await symlink(resolve('node_modules'), join(context, 'node_modules'))
  await run('npm', ['pack', '--pack-destination', home], {
    cwd: context,
    shell: process.platform === 'win32',
  })
  await rm(context, { recursive: true })
  const [tarball = ''] = (await readdir(home)).filter(name => name.endsWith('.tgz'))
  return join(home, tarball)
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
