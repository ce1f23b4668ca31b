// Node reads TypeScript by itself, but for JSX: what has it comes from esbuild, all of it at once when the first is asked for. The
// console's is built for browsers. Every thread of a test begins with this file, so nothing else is read in before that.
import { globSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const OUT = `${ROOT}node_modules${sep}.jsx${sep}`

let texts: Map<string, string> | undefined

registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.tsx')) return next(url, context)
    texts ??= transformed()
    const name = fileURLToPath(url)
      .slice(ROOT.length)
      .replace(/\.tsx$/, '.js')
    const source = texts.get(`${OUT}${name}`)
    if (source === undefined) throw new Error(`there is no ${url}`)
    return { format: 'module', source, shortCircuit: true }
  },
})

/** By where each would be written. */
function transformed(): Map<string, string> {
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild')
  const { outputFiles } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: globSync('{harness,mocks,test}/**/*.tsx', { cwd: ROOT, exclude: ['harness/console/app'] }),
    outbase: ROOT,
    outdir: OUT,
    format: 'esm',
    write: false,
  })
  return new Map(outputFiles.map(({ path, text }) => [path, text]))
}
