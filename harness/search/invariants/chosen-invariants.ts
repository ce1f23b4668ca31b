// Which invariants a search judges by: those of the house that are named, all but those with a "-", and those of a module.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { nearestName } from '../../../mocks/kit/nearest-name.ts'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { isOwn } from './define-invariant.ts'
import { INVARIANTS } from './index.ts'
import type { Invariant } from './invariant.ts'

/** "one-code-per-advocate,nobody-lost", "-nothing-twice", "./invariants.ts"; throws SandboxError `invalid-invariants`. */
export async function chosenInvariants(list: string | undefined): Promise<readonly Invariant[]> {
  const parts = (list ?? '').split(',').map(part => part.trim())
  const named = parts.filter(part => part !== '' && !isModule(part))
  const own = (await Promise.all(parts.filter(isModule).map(invariantsOf))).flat()
  const without = named.filter(name => name.startsWith('-')).map(name => name.slice(1))
  const only = named.filter(name => !name.startsWith('-'))
  for (const name of [...without, ...only]) refuseUnknown(name, [...INVARIANTS, ...own])
  const both = only.find(name => without.includes(name))
  if (both !== undefined) throw refused(`"${both}" is both asked for and left out`, 'Write it once.')
  const houses = INVARIANTS.filter(({ name }) => only.length === 0 || only.includes(name))
  return [...houses, ...own].filter(({ name }) => !without.includes(name))
}

const isModule = (part: string): boolean => /\.(?:[cm]?js|m?ts)$/.test(part)

async function invariantsOf(path: string): Promise<Invariant[]> {
  const module: unknown = await import(pathToFileURL(resolve(path)).href).catch((cause: Error) => {
    throw refused(`${path} cannot be loaded: ${cause.message}`, 'Name a module that exports invariants.')
  })
  const found = Object.values(module as object).filter(
    value => typeof value === 'object' && value !== null && isOwn(value as Invariant),
  ) as Invariant[]
  if (found.length === 0) throw refused(`${path} exports none`, 'Export what defineInvariant answers.')
  return found
}

function refuseUnknown(name: string, all: readonly Invariant[]): void {
  const names = all.map(invariant => invariant.name)
  if (names.includes(name)) return
  const near = nearestName(name, names)
  const remedy =
    near === undefined ? `Known are ${names.join(', ')}.` : `Did you mean ${JSON.stringify(near)}?`
  throw refused(`there is no invariant ${JSON.stringify(name)}`, remedy)
}

const refused = (reason: string, remedy: string): SandboxError =>
  new SandboxError('invalid-invariants', `Cannot judge by these invariants: ${reason}.`, { remedy })
