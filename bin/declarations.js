// The type declarations of the package, complete in themselves: what tsc wrote for the entries, and of the packages in the bundle
// what those name. A team's install needs no package for types that the sandbox alone speaks.
import * as fs from 'node:fs'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url))
const SPECIFIER = /(?<=\bfrom ?|\bimport\(|^import )(["'])([^"'\n]+)\1/gm

/** Keeps what `entries` reach of a folder of declarations; `own` are the packages that come along. */
export function completeDeclarations(folder, entries, own) {
  const reached = new Set()
  const waiting = entries.map(entry => join(folder, entry))
  for (const file of waiting) {
    if (reached.has(file)) continue
    reached.add(file)
    const text = readFileSync(file, 'utf8').replaceAll(SPECIFIER, (_, quote, name) => {
      const target = name.startsWith('.') ? declarationOf(join(dirname(file), name)) : copied(name)
      if (target === undefined) return `${quote}${name}${quote}`
      waiting.push(target)
      return `${quote}${name.startsWith('.') ? name : importOf(file, target)}${quote}`
    })
    writeFileSync(file, text)
  }
  for (const file of fs.globSync('**/*.d.*ts', { cwd: folder }))
    if (!reached.has(join(folder, file))) rmSync(join(folder, file))

  /** Where the declarations of a package's entry lie now; undefined for what the team has itself. */
  function copied(name) {
    const packageName = /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0]
    if (!own.includes(packageName)) return undefined
    const home = join(folder, 'packages', packageName)
    if (!existsSync(home)) copyDeclarations(join(MODULES, packageName), home)
    return join(home, typesOf(packageName, `.${name.slice(packageName.length)}`))
  }
}

function copyDeclarations(from, to) {
  for (const file of fs.globSync('**/*.d.{ts,mts}', { cwd: from, exclude: ['**/node_modules'] })) {
    mkdirSync(dirname(join(to, file)), { recursive: true })
    cpSync(join(from, file), join(to, file))
  }
}

/** As the package's own manifest leads there, for who imports it. */
function typesOf(packageName, entry) {
  const { exports } = JSON.parse(readFileSync(join(MODULES, packageName, 'package.json'), 'utf8'))
  const pattern = `${dirname(entry)}/*`
  const conditions = exports[entry] ?? exports[pattern]
  const named = conditions.import?.types ?? conditions.types
  // Of one that is for both kinds of modules, that of this kind.
  const path = /\.cts$/.test(named) ? conditions.import.replace(/\.js$/, '.d.ts') : named
  return path.replace('*', basename(entry))
}

/** A file, or a folder with an index. */
function declarationOf(path) {
  const stem = path.replace(/\.[cm]?[jt]sx?$/, '')
  const ending = /\.m[jt]s$/.test(path) ? '.d.mts' : '.d.ts'
  const found = [`${stem}${ending}`, `${path}.d.ts`, join(path, 'index.d.ts'), path].find(existsSync)
  if (found === undefined) throw new Error(`There is no declaration of ${path}.`)
  return found
}

function importOf(file, target) {
  const path = relative(dirname(file), target).split(sep).join('/')
  const name = path.replace(/\.d\.(m?)ts$/, '.$1js')
  return name.startsWith('.') ? name : `./${name}`
}
