// The vendor's two Python clients, each in an environment of its own, for both call their module talon_one. `prepare` makes
// the environments with uv, or with Python's own venv; nothing else here needs the network.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { InputError } from '../court/input-error.ts'
import { cacheFolder } from '../environment.ts'
import type { Client } from './client.ts'
import type { Door } from './door.ts'
import { LIFE, type Step } from './life.ts'

const run = promisify(execFile)
const SCRIPT = fileURLToPath(new URL('./python_life.py', import.meta.url))
const LIFE_WITHIN_MS = 60_000

/** Exact versions: what is witnessed is what is written here. */
export const PYTHON_PACKAGES = [
  ['talon-one-sdk', '26.2'],
  ['talon-one-python-sdk', '9.0.0'],
] as const

type PythonPackage = (typeof PYTHON_PACKAGES)[number]

const folderOf = ([name, version]: PythonPackage) => join(cacheFolder(), 'clients', `${name}-${version}`)
const pythonOf = (folder: string) =>
  join(folder, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']))

export function pythonClient(made: PythonPackage): Client {
  const python = pythonOf(folderOf(made))
  return {
    name: `${made.join(' ')} (PyPI)`,
    lacks: [],
    missing: () =>
      existsSync(python) ? undefined : 'it is not installed here; npm run contracts:clients installs it',
    live: door => lifeOf(python, door),
  }
}

async function lifeOf(python: string, door: Door): Promise<Step[]> {
  const { stdout } = await run(python, [SCRIPT, JSON.stringify(door)], { timeout: LIFE_WITHIN_MS }).catch(
    (error: Error & { stderr?: string }) => ({
      stdout: JSON.stringify({
        step: LIFE[0],
        problem: (error.stderr ?? error.message).trim().slice(-2_000),
      }),
    }),
  )
  return stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Step)
}

/** Installs the packages where they are not yet; says what it does. */
export async function prepare(say: (text: string) => void): Promise<void> {
  for (const made of PYTHON_PACKAGES) {
    const folder = folderOf(made)
    if (existsSync(pythonOf(folder))) {
      say(`${made.join(' ')} is installed.`)
      continue
    }
    say(`Installing ${made.join(' ')} into ${folder}`)
    await install(made, folder).catch(async (cause: Error & { stderr?: string }) => {
      // Half an environment would count as a whole one.
      await rm(folder, { recursive: true, force: true })
      throw new InputError(
        'unavailable',
        `Cannot install ${made.join(' ')}: ${lastLineOf(cause.stderr || cause.message)}. Install uv, or Python with its venv, and let it reach PyPI.`,
        { cause },
      )
    })
  }
}

async function install([name, version]: PythonPackage, folder: string): Promise<void> {
  const wanted = `${name}==${version}`
  if (await hasUv()) {
    await run('uv', ['venv', '--quiet', folder])
    await run('uv', ['pip', 'install', '--quiet', '--python', pythonOf(folder), wanted])
    return
  }
  await run('python3', ['-m', 'venv', folder])
  await run(pythonOf(folder), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', wanted])
}

const lastLineOf = (text: string) => (text.trim().split('\n').at(-1) ?? '').replace(/\.$/, '')

const hasUv = () =>
  run('uv', ['--version']).then(
    () => true,
    () => false,
  )
