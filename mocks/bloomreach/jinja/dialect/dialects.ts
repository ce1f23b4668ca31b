// The languages a template can be written in: Jinja2 as it is, and the vendor's, which adds to it.

import type { Filter, Test } from '../callable.ts'
import type { TagAction } from '../compile/scope.ts'
import type { DialectTags } from '../parser/grammar.ts'
import type { Value } from '../values/objects.ts'
import { BLOOMREACH } from './bloomreach.ts'

export interface Dialect {
  readonly filters: Readonly<Record<string, Filter>>
  readonly tests: Readonly<Record<string, Test>>
  readonly tags: DialectTags
  readonly actions: Readonly<Record<string, TagAction>>
  readonly globals: ReadonlyMap<string, Value>
}

const JINJA2: Dialect = { filters: {}, tests: {}, tags: {}, actions: {}, globals: new Map() }

export type DialectName = 'jinja2' | 'bloomreach'

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  jinja2: JINJA2,
  bloomreach: BLOOMREACH,
}
