// Asks our engine the oracle's questions, so that both can be compared.

import { JinjaError, Markup, PyFloat, render } from '../../../../mocks/bloomreach/jinja/index.ts'
import type { Answer, Question } from './oracle.ts'

/** What JSON cannot say: {"$float": 1}, {"$int": "12345678901234567890"} and {"$markup": "<b>"}. */
function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode)
  if (typeof value !== 'object' || value === null) return value
  const [only, ...others] = Object.entries(value)
  if (only !== undefined && others.length === 0) {
    const [key, inner] = only
    if (key === '$float') return Number.isInteger(inner) ? new PyFloat(inner as number) : inner
    if (key === '$int') return BigInt(inner as string)
    if (key === '$markup') return new Markup(inner as string)
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decode(item)]))
}

export function askEngine({ template, context = {}, options = {} }: Question): Answer {
  try {
    const output = render(template, decode(context) as Record<string, unknown>, {
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
