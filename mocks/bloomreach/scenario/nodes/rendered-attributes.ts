// Attributes that a node writes: each a template. What prints as JSON keeps its type, as in the editor's typed fields.
import { type Place, renderText } from '../../visit/template-context.ts'

export function renderAttributes(
  templates: Readonly<Record<string, string>>,
  place: Place,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(templates).map(([name, template]) => [name, typed(renderText(template, place))]),
  )
}

/** Guess: numbers, booleans, lists and objects are written as such; everything else is text. */
function typed(text: string): unknown {
  if (!/^\s*(-?(0|[1-9]\d{0,14})(\.\d+)?|true|false|null|\[[\s\S]*\]|\{[\s\S]*\})\s*$/.test(text)) return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
