// Node reads TypeScript by itself, but for JSX: what has it comes from esbuild, all of it at once when the first is asked for.
import { globSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

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
  const { outputFiles } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: globSync('{harness,mocks,test}/**/*.tsx', { cwd: ROOT }),
    outbase: ROOT,
    outdir: OUT,
    format: 'esm',
    write: false,
  })
  return new Map(outputFiles.map(({ path, text }) => [path, text]))
}
