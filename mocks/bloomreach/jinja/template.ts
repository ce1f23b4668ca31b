// The public face: compiles a template, or finds it where it is kept, and renders it.

import type { Environment } from './compile/scope.ts'
import { compileTemplate, type Program } from './compile/statements.ts'
import type { DialectName } from './dialect/dialects.ts'
import { JinjaError, LimitError, TemplateSyntaxError, UndefinedError } from './errors.ts'
import { type HostFilters, type Language, languageFor } from './language.ts'
import { type LexerOptions, normalizeSource } from './lexer/lexer.ts'
import { DEFAULT_LIMITS, type Limits, withinLimits } from './limits.ts'
import type { Template as ParsedTemplate } from './parser/grammar.ts'
import { parse } from './parser/statements.ts'
import type { RenderWatch } from './render-watch.ts'
import { type BranchTaken, Runtime } from './runtime.ts'
import { nearest } from './suggest.ts'
import { TemplateCache } from './template-cache.ts'
import { fromHost } from './values/from-host.ts'
import type { Value } from './values/objects.ts'

export interface CompileOptions {
  /** `bloomreach` (the default) adds the vendor's filters and tags to Jinja2's own. */
  dialect?: DialectName
  autoescape?: boolean
  trimBlocks?: boolean
  lstripBlocks?: boolean
  keepTrailingNewline?: boolean
  /** What `{% set x | upper %}…{% endset %}` does: Jinja2 applies the filter (the default), the vendor cannot. */
  blockSetFilters?: 'apply' | 'refuse'
  /** `a ** b` and `{% do %}`, `{% break %}`, `{% continue %}`: as in Jinja2 with its extensions (the default), or a syntax error. */
  power?: 'serve' | 'refuse'
  loopControls?: 'serve' | 'refuse'
  /** What `+` takes: whatever Python adds (the default), or numbers only. */
  plus?: 'python' | 'numbers'
  /** A variable set in a loop's body: its turn's own (the default), or kept behind it as before Jinja2 2.9. */
  loopSets?: 'scoped' | 'kept'
  /** Filters besides the built-in ones. Pass the same object each time, and templates stay cached. */
  filters?: HostFilters
}

export interface RenderOptions extends CompileOptions {
  /** The chance behind `random`, `shuffle` and `lipsum`: a number from 0 up to but not including 1. */
  random?: () => number
  /** The instant of the render in milliseconds, for the dialect's filters on time. */
  now?: number
  /** Variables besides the context, which goes before them. */
  globals?: Readonly<Record<string, unknown>>
  limits?: Partial<Limits>
  /** Told of each output that is empty because a value is missing, by its name and line. */
  onNothing?: (printed: PrintedNothing) => void
  /** Told of each way that an `if` takes. */
  onBranch?: (taken: BranchTaken) => void
  /** Told of all that is printed. */
  watch?: RenderWatch
}

export interface PrintedNothing {
  /** "webhook.code" */
  name: string
  line: number
}

type RunOptions = Pick<
  RenderOptions,
  'random' | 'now' | 'globals' | 'limits' | 'onNothing' | 'onBranch' | 'watch'
>

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
      onNothing: withLine(options.onNothing, this.source),
      onBranch: options.onBranch,
      watch: options.watch,
    })
    options.watch?.runs(run)
    const limits = options.limits === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, ...options.limits }
    const program = this.#program
    try {
      withinLimits(limits, () => program.execute({ vars: new Array(program.size), outer: undefined, run }))
    } catch (error) {
      throw explained(error, this.source, run.at, () => run.knownNames())
    }
    return run.out
  }
}

const withLine = (tell: RunOptions['onNothing'], source: string) =>
  tell &&
  (({ name, at }: { name: string; at: number }) =>
    tell({ name, line: source.slice(0, at).split('\n').length }))

function withGlobals(globals: ReadonlyMap<string, Value>, more: Readonly<Record<string, unknown>>) {
  const all = new Map(globals)
  for (const [name, value] of Object.entries(more)) if (value !== undefined) all.set(name, fromHost(value))
  return all
}

/** Adds place and suggestion to an error on its way out. */
function explained(error: unknown, source: string, at: number, names: () => string[]): unknown {
  if (error instanceof RangeError) return limitOf(error).locate(source, at)
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

/** What JavaScript itself cannot hold was beyond a limit, whichever place did not foresee it. */
const limitOf = (error: RangeError): LimitError =>
  /call stack/.test(error.message)
    ? new LimitError('depth', 'maximum recursion depth exceeded', 'RecursionError')
    : new LimitError('string', `Cannot render the template: a value is too large (${error.message}).`)

/** Templates of a language by their text; one cache for each combination of the other options. */
const caches = new WeakMap<Language, TemplateCache<Template>[]>()

function cacheFor(language: Language, options: CompileOptions): TemplateCache<Template> {
  let ofLanguage = caches.get(language)
  if (ofLanguage === undefined) {
    ofLanguage = []
    caches.set(language, ofLanguage)
  }
  const { autoescape, trimBlocks, lstripBlocks, keepTrailingNewline, blockSetFilters } = options
  const { power, loopControls, plus, loopSets } = options
  const index =
    (autoescape ? 1 : 0) +
    (trimBlocks ? 2 : 0) +
    (lstripBlocks ? 4 : 0) +
    (keepTrailingNewline ? 8 : 0) +
    (blockSetFilters === 'refuse' ? 16 : 0) +
    (power === 'refuse' ? 32 : 0) +
    (loopControls === 'refuse' ? 64 : 0) +
    (plus === 'numbers' ? 128 : 0) +
    (loopSets === 'kept' ? 256 : 0)
  ofLanguage[index] ??= new TemplateCache()
  return ofLanguage[index]
}

/** Parses and compiles a template, or finds it among those kept: what was asked for twice is kept. */
export function compile(text: string, options: CompileOptions = {}): CompiledTemplate {
  const language = languageFor(options.dialect ?? 'bloomreach', options.filters)
  return cacheFor(language, options).find(text, () => build(text, options, language))
}

function build(text: string, options: CompileOptions, language: Language): Template {
  const lexing: LexerOptions = {
    trimBlocks: options.trimBlocks ?? false,
    lstripBlocks: options.lstripBlocks ?? false,
    keepTrailingNewline: options.keepTrailingNewline ?? false,
  }
  const source = normalizeSource(text, lexing)
  try {
    const { blockSetFilters = 'apply', power = 'serve', loopControls = 'serve' } = options
    const tree = parse(source, lexing, { tags: language.dialect.tags, blockSetFilters, power, loopControls })
    const { autoescape = false, plus = 'python', loopSets = 'scoped' } = options
    const env = language.environment({ autoescape, plus, loopSets })
    return new Template(source, tree, env, language.globals)
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
