// str.format(): `'{} {name!r:>10} {0[key].attr}'`. Field names reach items and plain attributes.

import { attributeError, indexError, keyError, typeError, valueError } from '../errors.ts'
import { spendString } from '../limits.ts'
import { plainAttribute, requireItem } from './access.ts'
import { PyDict } from './dict.ts'
import { formatValue } from './format-spec.ts'
import { type Kwargs, Markup, typeName, Undefined, type Value } from './objects.ts'
import { asciiRepr, repr, textRepr, toText } from './repr.ts'
import { escapeHtml } from './text.ts'

interface Call {
  args: readonly Value[]
  /** The value of a keyword, or undefined. */
  named: (name: string) => Value | undefined
  /** The next automatic field number; -1 once fields are numbered by hand. */
  automatic: number
  manual: boolean
  /** Whether the format is Markup, into which nothing goes unescaped. */
  escapes: boolean
  /** The Markup that one field alone gave unchanged: Python then returns the object itself. */
  intact?: Markup
}

export function formatText(
  format: string | Markup,
  args: readonly Value[],
  named: (name: string) => Value | undefined,
): string | Markup {
  const call: Call = {
    args,
    named,
    automatic: 0,
    manual: false,
    escapes: typeof format !== 'string',
  }
  if (typeof format !== 'string') return new Markup(expand(format.text, call, 2))
  const text = expand(format, call, 2)
  const { intact } = call
  return intact !== undefined && intact.text === text ? intact : text
}

export const kwargsLookup = (kwargs: Kwargs) => (name: string) => kwargs.get(name)

function expand(format: string, call: Call, depth: number): string {
  if (depth < 0) throw valueError('Max string recursion exceeded')
  let text = ''
  let at = 0
  while (at < format.length) {
    const brace = nextBrace(format, at)
    text += format.slice(at, brace)
    if (brace === format.length) break
    const char = format[brace]
    if (format[brace + 1] === char) {
      text += char
      at = brace + 2
      continue
    }
    if (char === '}') throw valueError("Single '}' encountered in format string")
    const end = endOfField(format, brace + 1)
    const whole = brace === 0 && end === format.length - 1
    text += field(format.slice(brace + 1, end), call, depth, whole)
    at = end + 1
  }
  spendString(text.length)
  return text
}

function nextBrace(format: string, from: number): number {
  for (let at = from; at < format.length; at++) {
    if (format[at] === '{' || format[at] === '}') return at
  }
  return format.length
}

/** The closing brace of the field that starts at `from`; brackets in a name hide braces. */
function endOfField(format: string, from: number): number {
  if (from >= format.length) throw valueError("Single '{' encountered in format string")
  let open = 1
  let bracket = false
  for (let at = from; at < format.length; at++) {
    const char = format[at]
    if (char === '[' && open === 1) bracket = true
    else if (char === ']') bracket = false
    else if (bracket) continue
    else if (char === '{') open++
    else if (char === '}') {
      open--
      if (open === 0) return at
    }
  }
  throw valueError("expected '}' before end of string")
}

const CONVERSIONS: Record<string, (value: Value) => string> = { r: repr, s: toText, a: asciiRepr }

function field(source: string, call: Call, depth: number, whole: boolean): string {
  const { name, conversion, spec } = splitField(source)
  let value = resolve(name, call)
  if (conversion !== '') {
    const convert = CONVERSIONS[conversion]
    if (convert === undefined) throw valueError(`Unknown conversion specifier ${conversion}`)
    value = convert(value)
  }
  const expanded = spec.includes('{') || spec.includes('}') ? nestedSpec(spec, call, depth) : spec
  if (value instanceof Undefined && expanded === '') return ''
  if (call.escapes && value instanceof Markup && expanded !== '') {
    throw valueError('Unsupported format specification for Markup.')
  }
  if (whole && expanded !== '' && value instanceof Markup) call.intact = value
  const text = formatValue(value, expanded)
  return call.escapes && !(value instanceof Markup) ? escapeHtml(text) : text
}

function splitField(source: string) {
  let at = 0
  let bracket = false
  for (; at < source.length; at++) {
    const char = source[at]
    if (char === '[') bracket = true
    else if (char === ']') bracket = false
    else if (!bracket && char === '{') throw valueError("unexpected '{' in field name")
    else if (!bracket && (char === ':' || char === '!')) break
  }
  const name = source.slice(0, at)
  if (source[at] !== '!') return { name, conversion: '', spec: source.slice(at + 1) }
  const conversion = source[at + 1]
  if (conversion === undefined) throw valueError("unmatched '{' in format spec")
  const rest = source.slice(at + 2)
  if (rest !== '' && rest[0] !== ':') throw valueError("expected ':' after conversion specifier")
  return { name, conversion, spec: rest.slice(1) }
}

function resolve(name: string, call: Call): Value {
  const [first = ''] = /^[^.[]*/.exec(name) ?? []
  let value = argument(first, call)
  let rest = name.slice(first.length)
  while (rest !== '') {
    const part = /^\.([^.[]*)|^\[([^\]]*)\]/.exec(rest)
    if (part === null)
      throw valueError(
        rest[0] === '['
          ? "Missing ']' in format string"
          : "Only '.' or '[' may follow ']' in format field specifier",
      )
    const [whole, attribute, item] = part
    if ((attribute ?? item) === '') throw valueError('Empty attribute in format string')
    value =
      attribute === undefined
        ? requireItem(value, /^\d+$/.test(item ?? '') ? Number(item) : item)
        : require(value, attribute)
    rest = rest.slice(whole.length)
  }
  return value
}

function require(value: Value, name: string): Value {
  if (value instanceof Undefined) value.fail()
  const found = name.startsWith('_') ? undefined : plainAttribute(value, name)
  if (found === undefined) {
    throw attributeError(`${textRepr(typeName(value))} object has no attribute ${textRepr(name)}`)
  }
  return found
}

function argument(name: string, call: Call): Value {
  if (name !== '' && !/^\d+$/.test(name)) {
    const value = call.named(name)
    if (value === undefined) throw keyError(textRepr(name))
    return value
  }
  if (name === '') {
    if (call.manual) {
      throw valueError('cannot switch from manual field specification to automatic field numbering')
    }
    call.automatic++
  } else {
    if (call.automatic > 0) {
      throw valueError('cannot switch from automatic field numbering to manual field specification')
    }
    call.manual = true
  }
  const index = name === '' ? call.automatic - 1 : Number(name)
  const value = call.args[index]
  if (value === undefined) {
    throw indexError(`Replacement index ${index} out of range for positional args tuple`)
  }
  return value
}

/** A spec may hold fields of its own, which count on with the automatic numbers. */
function nestedSpec(spec: string, call: Call, depth: number): string {
  const { escapes } = call
  call.escapes = false
  const text = expand(spec, call, depth - 1)
  call.escapes = escapes
  return text
}

/** The names of format_map(): those of a mapping. */
export function namesOf(mapping: Value): (name: string) => Value | undefined {
  if (!(mapping instanceof PyDict)) throw typeError(`'${typeName(mapping)}' object is not subscriptable`)
  return name => mapping.get(name)
}
