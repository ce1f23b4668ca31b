// In a checkout: the bundle of the sources as they are now, made when one of them has changed.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const CACHE = join(ROOT, 'node_modules/.cache/referral-sandbox')
/** Vite makes the console's application. */
const CONSOLE = join('harness', 'console', 'app')
const DAY_MS = 86_400_000

/** The folder with the bundle of exactly these sources. */
export async function bundledCheckout() {
  const folder = join(CACHE, fingerprint())
  if (!isFolder(folder)) await make(folder)
  return folder
}

/** Of path, size and time of every source, and of the packages as they were installed. */
function fingerprint() {
  const hash = createHash('sha1')
  const installed = ['package.json', 'tsconfig.json', 'node_modules/.package-lock.json', 'bin/bundle.js']
  for (const path of [...installed, ...sourcesOf('harness'), ...sourcesOf('mocks')]) {
    const { size, mtimeMs } = statSync(join(ROOT, path), { throwIfNoEntry: false }) ?? {}
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

const sourcesOf = folder =>
  readdirSync(join(ROOT, folder), { recursive: true })
    .filter(path => /\.tsx?$/.test(path))
    .map(path => join(folder, path))
    .filter(path => !path.startsWith(CONSOLE))

/** Whole or not at all: others may start from the same sources just now. */
async function make(folder) {
  const own = `${folder}.${process.pid}`
  makeFolder(own)
  const { bundle } = await import('./bundle.js')
  await bundle(own)
  try {
    renameSync(own, folder)
  } catch (error) {
    rmSync(own, { recursive: true })
    if (!isFolder(folder)) throw error
  }
  forgetOld()
}

function makeFolder(path) {
  try {
    mkdirSync(path, { recursive: true })
  } catch ({ code }) {
    console.error(
      `Cannot start from the sources: ${path} cannot be written (${code}). Make it writable, or install the package.`,
    )
    process.exit(1)
  }
}

/** Not those of today: a sandbox that still runs reads parts of its bundle when they are wanted. */
function forgetOld() {
  for (const name of readdirSync(CACHE)) {
    const path = join(CACHE, name)
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? {}
    if (mtimeMs !== undefined && mtimeMs < Date.now() - DAY_MS) rmSync(path, { recursive: true, force: true })
  }
}

const isFolder = path => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
