// Compiles a template once and renders it often; compiled templates are kept by their text.

import { BUILT_IN_TESTS } from './built-in-tests.ts'
import type { Filter } from './callable.ts'
import type { Environment } from './compile/scope.ts'
import { compileTemplate, type Program } from './compile/statements.ts'
import { DIALECTS, type Dialect } from './dialect/dialects.ts'
import { JinjaError, LimitError, TemplateSyntaxError, UndefinedError } from './errors.ts'
import { BUILT_IN_FILTERS } from './filters/index.ts'
import { applyingFilters } from './filters/sequences.ts'
import { BUILT_IN_GLOBALS } from './globals.ts'
import { type LexerOptions, normalizeSource } from './lexer.ts'
import { defaultLimits, type Limits, withinLimits } from './limits.ts'
import { namedOperations, nameTests } from './named.ts'
import { type Template as ParsedTemplate, parse } from './parser/statements.ts'
import { Runtime } from './runtime.ts'
import { nearest } from './suggest.ts'
import { fromHost } from './values/from-host.ts'
import type { Value } from './values/objects.ts'
import { toHost } from './values/to-host.ts'

/** A filter of the caller's: plain data in, plain data out. */
export type HostFilter = (value: unknown, ...args: unknown[]) => unknown

export interface CompileOptions {
  /** `bloomreach` (the default) adds the vendor's filters and tags to Jinja2's own. */
  dialect?: 'jinja2' | 'bloomreach'
  autoescape?: boolean
  trimBlocks?: boolean
  lstripBlocks?: boolean
  keepTrailingNewline?: boolean
  /** What `{% set x | upper %}…{% endset %}` does: Jinja2 applies the filter (the default), the vendor cannot. */
  blockSetFilters?: 'apply' | 'refuse'
  /** Filters besides the built-in ones. Pass the same object each time, and templates stay cached. */
  filters?: Readonly<Record<string, HostFilter>>
}

export interface RenderOptions extends CompileOptions {
  /** The chance behind `random`, `shuffle` and `lipsum`: a number from 0 up to but not including 1. */
  random?: () => number
  /** The instant of the render in milliseconds, for the dialect's filters on time. */
  now?: number
  /** Variables besides the context, which goes before them. */
  globals?: Readonly<Record<string, unknown>>
  limits?: Partial<Limits>
}

type RunOptions = Pick<RenderOptions, 'random' | 'now' | 'globals' | 'limits'>

export interface CompiledTemplate {
  /** The text of the template as it is compiled, with line ends as \n. */
  readonly source: string
  /** The tree, for questions that need no rendering. */
  readonly tree: ParsedTemplate
  render(context: Readonly<Record<string, unknown>>, options?: RunOptions): string
}

/** Without a chance handed in, every draw is the middle: the same on each run. */
const noChance = () => 0.5

class Template implements CompiledTemplate {
  readonly source: string
  readonly tree: ParsedTemplate
  readonly #program: Program
  readonly #autoescape: boolean
  readonly #globals: ReadonlyMap<string, Value>

  constructor(source: string, tree: ParsedTemplate, env: Environment, globals: ReadonlyMap<string, Value>) {
    this.source = source
    this.tree = tree
    this.#autoescape = env.autoescape
    this.#globals = globals
    this.#program = compileTemplate(env, tree)
  }

  render(context: Readonly<Record<string, unknown>>, options: RunOptions = {}): string {
    const run = new Runtime({
      context,
      globals: options.globals === undefined ? this.#globals : withGlobals(this.#globals, options.globals),
      autoescape: this.#autoescape,
      random: options.random ?? noChance,
      now: options.now ?? 0,
    })
    const limits = options.limits === undefined ? defaultLimits : { ...defaultLimits, ...options.limits }
    const program = this.#program
    try {
      withinLimits(limits, () => program.execute({ vars: new Array(program.size), outer: undefined, run }))
    } catch (error) {
      throw explained(error, this.source, run.at, () => run.knownNames())
    }
    return run.out
  }
}

function withGlobals(globals: ReadonlyMap<string, Value>, more: Readonly<Record<string, unknown>>) {
  const all = new Map(globals)
  for (const [name, value] of Object.entries(more)) if (value !== undefined) all.set(name, fromHost(value))
  return all
}

/** Adds place and suggestion to an error on its way out. */
function explained(error: unknown, source: string, at: number, names: () => string[]): unknown {
  if (error instanceof RangeError && /call stack/.test(error.message)) {
    return new LimitError('depth', 'maximum recursion depth exceeded', 'RecursionError').locate(source, at)
  }
  if (!(error instanceof JinjaError)) return error
  if (
    error instanceof UndefinedError &&
    typeof error.missing === 'string' &&
    error.suggestion === undefined
  ) {
    error.suggestion = nearest(error.missing, names())
  }
  return error.locate(source, error instanceof TemplateSyntaxError ? error.at : at)
}

interface House {
  readonly dialect: Dialect
  readonly globals: ReadonlyMap<string, Value>
  readonly environments: Map<boolean, Environment>
  /** One for each combination of options. */
  readonly shelves: (Shelf | undefined)[]
}

/** Templates by their text. Those asked for only once would be ballast. */
interface Shelf {
  young: Map<string, Template>
  old: Map<string, Template>
  readonly seenOnce: Set<string>
}

function asFilter(filter: HostFilter): Filter {
  return {
    variadic: (_run, value, args) => fromHost(filter(toHost(value), ...args.map(toHost))),
  }
}

function environment(dialect: Dialect, filters: CompileOptions['filters'], autoescape: boolean): Environment {
  const own: Record<string, Filter> = {}
  for (const [name, filter] of Object.entries(filters ?? {})) own[name] = asFilter(filter)
  const allFilters: Record<string, Filter> = { ...BUILT_IN_FILTERS, ...dialect.filters, ...own }
  const allTests = { ...BUILT_IN_TESTS, ...dialect.tests }
  Object.assign(allTests, nameTests(allFilters, allTests))
  Object.assign(allFilters, applyingFilters(namedOperations(allFilters, allTests)))
  return { filters: allFilters, tests: allTests, actions: dialect.actions, autoescape }
}

const houses = new Map<string, House>()
const housesByFilters = new WeakMap<object, Map<string, House>>()

function houseFor(options: CompileOptions): House {
  const name = options.dialect ?? 'bloomreach'
  let known = houses
  if (options.filters !== undefined) {
    known = housesByFilters.get(options.filters) ?? new Map<string, House>()
    housesByFilters.set(options.filters, known)
  }
  let house = known.get(name)
  if (house === undefined) {
    const dialect = DIALECTS[name]
    const globals = new Map([...BUILT_IN_GLOBALS, ...dialect.globals])
    house = { dialect, globals, environments: new Map(), shelves: [] }
    known.set(name, house)
  }
  return house
}

/** How many templates make a generation on a shelf. */
const KEPT_TEMPLATES = 500

function shelfFor(house: House, options: CompileOptions): Shelf {
  const { autoescape, trimBlocks, lstripBlocks, keepTrailingNewline, blockSetFilters } = options
  const index =
    (autoescape ? 1 : 0) +
    (trimBlocks ? 2 : 0) +
    (lstripBlocks ? 4 : 0) +
    (keepTrailingNewline ? 8 : 0) +
    (blockSetFilters === 'refuse' ? 16 : 0)
  let shelf = house.shelves[index]
  if (shelf === undefined) {
    shelf = { young: new Map(), old: new Map(), seenOnce: new Set() }
    house.shelves[index] = shelf
  }
  return shelf
}

/** Parses and compiles a template, or finds it among those kept: what was asked for twice is kept. */
export function compile(text: string, options: CompileOptions = {}): CompiledTemplate {
  const house = houseFor(options)
  const shelf = shelfFor(house, options)
  const known = shelf.young.get(text)
  if (known !== undefined) return known
  const aged = shelf.old.get(text)
  if (aged !== undefined) return keep(shelf, text, aged)
  const template = build(text, options, house)
  if (shelf.seenOnce.has(text)) return keep(shelf, text, template)
  if (shelf.seenOnce.size >= KEPT_TEMPLATES) shelf.seenOnce.clear()
  shelf.seenOnce.add(text)
  return template
}

/** When the young ones are many, they become the old ones, and the old ones are dropped. */
function keep(shelf: Shelf, text: string, template: Template): Template {
  if (shelf.young.size >= KEPT_TEMPLATES) {
    shelf.old = shelf.young
    shelf.young = new Map()
  }
  shelf.young.set(text, template)
  return template
}

function build(text: string, options: CompileOptions, house: House): Template {
  const autoescape = options.autoescape ?? false
  let env = house.environments.get(autoescape)
  if (env === undefined) {
    env = environment(house.dialect, options.filters, autoescape)
    house.environments.set(autoescape, env)
  }
  const lexing: LexerOptions = {
    trimBlocks: options.trimBlocks ?? false,
    lstripBlocks: options.lstripBlocks ?? false,
    keepTrailingNewline: options.keepTrailingNewline ?? false,
  }
  const source = normalizeSource(text, lexing)
  try {
    const grammar = { tags: house.dialect.tags, blockSetFilters: options.blockSetFilters ?? 'apply' }
    return new Template(source, parse(source, lexing, grammar), env, house.globals)
  } catch (error) {
    throw explained(error, source, 0, () => [])
  }
}

/** Renders a template with these variables: the text, or an error named as Python would name it. */
export function render(
  text: string,
  context: Readonly<Record<string, unknown>> = {},
  options: RenderOptions = {},
): string {
  return compile(text, options).render(context, options)
}
