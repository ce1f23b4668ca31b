// Imports a module as Node does, which leaves types out by itself; what Node cannot read, tsx does where the team has it.
import * as nodeModule from 'node:module'
import { pathToFileURL } from 'node:url'
import { codeOf, textOf } from './module-reason.ts'

const TSX = 'or install tsx, which reads all of TypeScript: npm install --save-dev tsx.'
const WHOLE_NAMES = `Write whole file names, as "./shop.ts", and install the packages that it imports; ${TSX}`
const PLAIN_TYPES = `Node reads TypeScript by leaving its types out: "import type", no enum, no TSX; ${TSX}`
const MODULE_NAME = `Name it ".mts", or ".mjs" without types; ${TSX}`

/** What a team's tsx reads and Node does not. */
const BEYOND_NODE: Record<string, string> = {
  ERR_MODULE_NOT_FOUND: WHOLE_NAMES,
  ERR_UNSUPPORTED_DIR_IMPORT: WHOLE_NAMES,
  ERR_UNKNOWN_FILE_EXTENSION: PLAIN_TYPES,
  ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING: PLAIN_TYPES,
  ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX: PLAIN_TYPES,
}

/** The same, where Node has no code for it. */
const NODE_SAYS = [
  ['does not provide an export named', PLAIN_TYPES],
  ['Cannot use import statement outside a module', MODULE_NAME],
  ["Unexpected token 'export'", MODULE_NAME],
] as const

export async function importModule(path: string): Promise<unknown> {
  const url = pathToFileURL(path).href
  const hooks = nodeModule.registerHooks?.({ resolve: asModule })
  try {
    return await import(url)
  } catch (error) {
    const tsx = remedyFor(error) === undefined ? undefined : await tsxNear(path)
    if (tsx === undefined) throw error
    hooks?.deregister()
    return tsx.tsImport(url, import.meta.url)
  }
}

/** Undefined where what is wrong is not how Node reads it. */
export function remedyFor(error: unknown): string | undefined {
  const said = textOf(error)
  return BEYOND_NODE[codeOf(error)] ?? NODE_SAYS.find(([sentence]) => said.includes(sentence))?.[1]
}

/** TypeScript is ES modules, also in a package that says "type": "commonjs", as `npm init` writes it. */
const asModule: nodeModule.ResolveHookSync = (specifier, context, next) => {
  const resolved = next(specifier, context)
  const isTeams = resolved.url.endsWith('.ts') && !resolved.url.includes('/node_modules/')
  return isTeams ? { ...resolved, format: 'module-typescript' } : resolved
}

type Tsx = typeof import('tsx/esm/api')

/** Beside the sandbox, or beside the module. */
async function tsxNear(path: string): Promise<Tsx | undefined> {
  for (const find of [
    () => import('tsx/esm/api'),
    () => nodeModule.createRequire(path)('tsx/esm/api') as Tsx,
  ]) {
    try {
      return await find()
    } catch {
      // Not there.
    }
  }
  return undefined
}
