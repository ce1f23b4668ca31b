// `npm run build:console`: the console's application by Vite, in dist/console. npm runs it after an install in a checkout
// and before it starts there; it does nothing while no source has changed, and nothing where there are no sources.
import './node-version.js'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const APP = join(ROOT, 'harness/console/app')
const OUT = join(ROOT, 'dist/console')
/** What it was built of. */
const STAMP = join(ROOT, 'dist/.console.json')

const WITHOUT_VITE =
  'The console is not built: it takes the development dependencies. Run npm install, then npm run build:console.'

/** Builds what is not there, or not of these sources. */
async function keepConsole() {
  if (!existsSync(APP) || isCurrent()) return
  if (!existsSync(join(ROOT, 'node_modules/vite'))) return console.error(WITHOUT_VITE)
  await buildConsole()
}

/** Answers the paths of the files that went into it. */
export async function buildConsole() {
  // Whoever builds it, a run of tests as well: React with its warnings is twice as slow.
  process.env.NODE_ENV = 'production'
  const { build } = await import('vite')
  const { output } = await build({
    configFile: false,
    root: APP,
    // Behind the address of a world the same files answer.
    base: './',
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
    build: {
      outDir: OUT,
      emptyOutDir: true,
      target: 'es2023',
      // A policy without inline scripts and data addresses: every file is a file.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1_500,
    },
  })
  const modules = output.flatMap(({ moduleIds = [] }) => moduleIds)
  const files = [...new Set(modules.map(id => id.replace(/[?\0].*$/s, '')))].filter(existsSync)
  const ours = files.map(file => relative(ROOT, file).split(sep).join('/')).filter(isOurs)
  writeFileSync(STAMP, JSON.stringify(stampOf([...new Set([...sources(), ...ours])])))
  return files
}

const isOurs = path => !path.startsWith('..') && !path.startsWith('node_modules/')

/** By its module, so that an older Node gets as far as being told. */
const sources = () =>
  fs.globSync('harness/console/app/**/*.*', { cwd: ROOT }).map(path => path.split(sep).join('/'))

/** A digest of each file, and of what is installed. */
const stampOf = paths =>
  Object.fromEntries(
    [...paths, 'bin/build-console.js', 'package-lock.json'].sort().map(path => [path, digest(path)]),
  )

function digest(path) {
  const file = join(ROOT, path)
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('base64') : ''
}

function isCurrent() {
  if (!existsSync(join(OUT, 'index.html')) || !existsSync(STAMP)) return false
  const stamp = JSON.parse(readFileSync(STAMP, 'utf8'))
  return (
    sources().every(path => path in stamp) &&
    Object.entries(stamp).every(([path, known]) => digest(path) === known)
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await keepConsole()
