// Asks our engine the oracle's questions, so that both can be compared.

import { JinjaError, Markup, PyFloat, render } from '../../../../mocks/bloomreach/jinja/index.ts'
import { fromHost } from '../../../../mocks/bloomreach/jinja/values/from-host.ts'
import { PyRange, PyTuple } from '../../../../mocks/bloomreach/jinja/values/objects.ts'
import type { Answer, Question } from './oracle.ts'

/** What JSON cannot say, such as {"$float": 1}, {"$int": "12345678901234567890"} and {"$markup": "<b>"}. */
const SPOKEN: Readonly<Record<string, (inner: never) => unknown>> = {
  $float: (inner: number) => (Number.isInteger(inner) ? new PyFloat(inner) : inner),
  $special: (inner: string) => Number(inner.replace('inf', 'Infinity')),
  $int: (inner: string) => BigInt(inner),
  $markup: (inner: string) => new Markup(inner),
  $tuple: (inner: unknown[]) => new PyTuple(inner.map(decode).map(fromHost)),
  $range: ([start, stop, step]: [number, number, number]) => new PyRange(start, stop, step),
  $dict: (inner: [unknown, unknown][]) => new Map(inner.map(([key, item]) => [decode(key), decode(item)])),
}

function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode)
  if (typeof value !== 'object' || value === null) return value
  const [only, ...others] = Object.entries(value)
  if (only !== undefined && others.length === 0) {
    const [key, inner] = only
    const say = SPOKEN[key]
    if (say !== undefined) return say(inner as never)
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decode(item)]))
}

export function askEngine({ template, context = {}, options = {} }: Question): Answer {
  try {
    const decoded = decode(context)
    const variables = decoded instanceof Map ? Object.fromEntries(decoded) : decoded
    const output = render(template, variables as Record<string, unknown>, {
      dialect: 'jinja2',
      ...options,
    })
    // Addresses of objects are nobody's business.
    return { output: output.replace(/0x[0-9a-f]{6,}/g, '0x0') }
  } catch (error) {
    if (error instanceof JinjaError) return { error: error.name, message: error.message }
    throw error
  }
}

/** Two answers agree when the text is the same, or the class of the error. */
export function agree(ours: Answer, theirs: Answer): boolean {
  return 'output' in ours
    ? 'output' in theirs && ours.output === theirs.output
    : 'error' in theirs && ours.error === theirs.error
}
