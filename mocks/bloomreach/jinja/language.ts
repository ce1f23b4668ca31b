// What a template is compiled against: Jinja2's filters, tests and globals, those of a dialect and those
// of the caller. Made once for each dialect and each object of the caller's filters.

import { BUILT_IN_TESTS } from './built-in-tests.ts'
import type { Filter } from './callable.ts'
import type { Environment } from './compile/scope.ts'
import { DIALECTS, type Dialect, type DialectName } from './dialect/dialects.ts'
import { applyingFilters } from './filters/applying.ts'
import { BUILT_IN_FILTERS } from './filters/index.ts'
import { BUILT_IN_GLOBALS } from './globals.ts'
import { namedOperations, nameTests } from './named.ts'
import { fromHost } from './values/from-host.ts'
import type { Value } from './values/objects.ts'
import { toHost } from './values/to-host.ts'

/** A filter of the caller's: plain data in, plain data out. */
export type HostFilter = (value: unknown, ...args: unknown[]) => unknown
export type HostFilters = Readonly<Record<string, HostFilter>>

type Choices = Pick<Environment, 'autoescape' | 'plus' | 'loopSets'>

export class Language {
  readonly dialect: Dialect
  readonly globals: ReadonlyMap<string, Value>
  readonly #operations: Omit<Environment, keyof Choices>
  readonly #environments: Environment[] = []

  constructor(dialect: Dialect, filters: HostFilters) {
    this.dialect = dialect
    this.globals = new Map([...BUILT_IN_GLOBALS, ...dialect.globals])
    this.#operations = operationsOf(dialect, filters)
  }

  environment({ autoescape, plus, loopSets }: Choices): Environment {
    const index = (autoescape ? 1 : 0) + (plus === 'numbers' ? 2 : 0) + (loopSets === 'kept' ? 4 : 0)
    this.#environments[index] ??= { ...this.#operations, autoescape, plus, loopSets }
    return this.#environments[index]
  }
}

function operationsOf(dialect: Dialect, hostFilters: HostFilters): Omit<Environment, keyof Choices> {
  const own = Object.entries(hostFilters).map(([name, filter]) => [name, asFilter(filter)])
  const filters: Record<string, Filter> = {
    ...BUILT_IN_FILTERS,
    ...dialect.filters,
    ...Object.fromEntries(own),
  }
  const tests = { ...BUILT_IN_TESTS, ...dialect.tests }
  Object.assign(tests, nameTests(filters, tests))
  Object.assign(filters, applyingFilters(namedOperations(filters, tests)))
  return { filters, tests, actions: dialect.actions }
}

const asFilter = (filter: HostFilter): Filter => ({
  variadic: (_run, value, args) => fromHost(filter(toHost(value), ...args.map(toHost))),
})

const NO_FILTERS: HostFilters = {}
const languages = new WeakMap<HostFilters, Map<DialectName, Language>>()

export function languageFor(name: DialectName, filters: HostFilters = NO_FILTERS): Language {
  let byName = languages.get(filters)
  if (byName === undefined) {
    byName = new Map()
    languages.set(filters, byName)
  }
  let language = byName.get(name)
  if (language === undefined) {
    language = new Language(DIALECTS[name], filters)
    byName.set(name, language)
  }
  return language
}
