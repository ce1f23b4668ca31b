// `npm run build`: the package's dist/: the bundle, the console, the licences of the packages in it, and type declarations by tsc,
// which `--without-types` leaves out.
import './node-version.js'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildConsole } from './build-console.js'
import { bundle } from './bundle.js'
import { completeDeclarations } from './declarations.js'

const DIST = fileURLToPath(new URL('../dist', import.meta.url))

rmSync(DIST, { recursive: true, force: true })
if (!process.argv.includes('--without-types')) writeDeclarations()
const files = [...(await bundle(DIST)), ...(await buildConsole())]
writeFileSync(join(DIST, 'LICENSES.txt'), licencesOf(packagesOf(files)))

/**
 * The sources are checked by `npm run check`; here their declarations are written. One thread: several would each work out the types
 * of the schemas for themselves, at twice the processor time.
 */
function writeDeclarations() {
  const { status } = spawnSync('tsc', ['-p', 'tsconfig.build.json', '--noCheck', '--singleThreaded'], {
    stdio: 'inherit',
    shell: true,
  })
  if (status !== 0) throw new Error('tsc writes no declarations; see above.')
  completeDeclarations(join(DIST, 'types'), entries(), ['@hono/node-server', 'hono', 'zod'])
}

/** Of the declarations, as package.json names them. */
function entries() {
  const { exports } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  const named = Object.values(exports).map(({ types }) => types)
  return named.filter(types => types !== undefined).map(types => relative('dist/types', types))
}

/** Folders of the packages that went into the bundle. */
function packagesOf(files) {
  const folders = files.map(path => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0])
  return [...new Set(folders)].filter(folder => folder !== undefined).sort()
}

function licencesOf(folders) {
  const texts = folders.map(folder => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const file = readdirSync(folder).find(found => /^licen[cs]e/i.test(found))
    const text = file === undefined ? '' : `\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
    return `${name} ${version}, ${license}\n${text}`
  })
  return `Packages that are bundled into this folder.\n\n${texts.join('\n---\n\n')}`
}
