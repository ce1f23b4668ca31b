// The errors a template can end in. `name` is the class that Python's Jinja2 would raise and `message`
// its words; where the template is at fault, `line`, `column`, the piece of `source` and, for unknown
// names, a `suggestion` say what to change.

export class JinjaError extends Error {
  override name: string
  /** 1-based; undefined only while the error is still on its way out of the engine. */
  line: number | undefined
  /** 1-based, in code units of the line. */
  column: number | undefined
  /** The line of the template at which it happened. */
  source: string | undefined
  /** The nearest known name, when an unknown one was used. */
  suggestion: string | undefined
  /** The filter or test that the language does not have, where the compiler noticed. */
  unknown: { kind: 'filter' | 'test'; name: string } | undefined

  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }

  /** Says once where the error happened; the innermost place wins. */
  locate(text: string, at: number): this {
    if (this.line !== undefined) return this
    const before = text.slice(0, at)
    const lineStart = before.lastIndexOf('\n') + 1
    const lineEnd = text.indexOf('\n', at)
    this.line = before.split('\n').length
    this.column = at - lineStart + 1
    this.source = text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd)
    return this
  }

  /** The whole story in a few lines: message, place, source with a caret, suggestion. */
  describe(): string {
    const lines = [`${this.name}: ${this.message}`]
    if (this.line !== undefined) lines[0] += ` (line ${this.line}, column ${this.column})`
    if (this.source !== undefined) {
      const { excerpt, caret } = excerptOf(this.source, (this.column ?? 1) - 1)
      lines.push(`  ${excerpt}`, `  ${' '.repeat(caret)}^`)
    }
    if (this.suggestion !== undefined) lines.push(`Did you mean '${this.suggestion}'?`)
    return lines.join('\n')
  }
}

function excerptOf(line: string, at: number) {
  const from = Math.max(0, at - 60)
  return { excerpt: line.slice(from, from + 120), caret: at - from }
}

export class TemplateSyntaxError extends JinjaError {
  /** Where in the text, for errors found before anything runs. */
  readonly at: number

  constructor(message: string, at: number, name = 'TemplateSyntaxError') {
    super(name, message)
    this.at = at
  }
}

/** Like a syntax error, but for what only the compiler notices: an unknown filter, a target named loop. */
export class TemplateAssertionError extends TemplateSyntaxError {
  constructor(message: string, at: number) {
    super(message, at, 'TemplateAssertionError')
  }
}

export class UndefinedError extends JinjaError {
  /** The variable or attribute that was missing, for suggestions. */
  readonly missing: unknown

  constructor(message: string, missing?: unknown) {
    super('UndefinedError', message)
    this.missing = missing
  }
}

/** The dialect's `{% abort %}`: the template asked not to be sent. */
export class TemplateAbort extends JinjaError {
  readonly reason: string

  constructor(reason: string) {
    super('TemplateAbort', reason === '' ? 'The template was aborted.' : reason)
    this.reason = reason
  }
}

/** One of the engine's own limits was reached; Python would go on, or die of it. */
export class LimitError extends JinjaError {
  readonly limit: string

  constructor(limit: string, message: string, name = 'LimitError') {
    super(name, message)
    this.limit = limit
  }
}

const raiser = (name: string) => (message: string) => new JinjaError(name, message)

export const typeError = raiser('TypeError')
export const valueError = raiser('ValueError')
export const indexError = raiser('IndexError')
export const keyError = raiser('KeyError')
export const attributeError = raiser('AttributeError')
export const zeroDivisionError = raiser('ZeroDivisionError')
export const overflowError = raiser('OverflowError')
export const runtimeError = raiser('RuntimeError')
export const assertionError = raiser('AssertionError')
export const templateRuntimeError = raiser('TemplateRuntimeError')
export const filterArgumentError = raiser('FilterArgumentError')

/** Whether an error is of one of these Python classes. */
export const isError = (error: unknown, ...names: string[]): error is JinjaError =>
  error instanceof JinjaError && names.includes(error.name)
