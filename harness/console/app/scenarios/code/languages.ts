// The languages of the editor's texts, and what is completed in them.
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { html } from '@codemirror/lang-html'
import { jinja } from '@codemirror/lang-jinja'
import { json } from '@codemirror/lang-json'
import { yaml } from '@codemirror/lang-yaml'
import { EditorState, type Extension } from '@codemirror/state'

export type TextKind = 'html' | 'text' | 'json' | 'yaml'

/** What may stand in a template here. */
export interface Known {
  attributes: readonly string[]
  /** Of the answer that {{ webhook }} holds. */
  webhookFields: readonly string[]
  filters: readonly string[]
}

export const NOTHING_KNOWN: Known = { attributes: [], webhookFields: [], filters: [] }

export function languageOf(kind: TextKind, known: () => Known): Extension {
  if (kind === 'yaml') return yaml()
  return [
    jinja({
      ...(kind === 'text' ? {} : { base: kind === 'html' ? html() : json() }),
      variables: VARIABLES.map(variable),
      properties: path => propertiesOf(path, known()),
    }),
    EditorState.languageData.of(() => [
      { autocomplete: (context: CompletionContext) => filtersAt(context, known()) },
    ]),
  ]
}

const VARIABLES = ['customer', 'webhook', 'event', 'params', 'time', 'consents', 'customer_ids', 'vouchers']

const variable = (label: string): Completion => ({ label, type: 'variable' })

function propertiesOf([name, more]: readonly string[], known: Known): Completion[] {
  if (more !== undefined) return []
  if (name === 'customer') return known.attributes.map(variable)
  return name === 'webhook' ? known.webhookFields.map(variable) : []
}

/** Behind a `|` of a value that is printed. */
function filtersAt(context: CompletionContext, { filters }: Known): CompletionResult | null {
  const before = context.matchBefore(/\|\s*\w*/)
  if (before === null) return null
  const typed = before.text.replace(/^\|\s*/, '')
  const from = before.to - typed.length
  return { from, options: filters.map(label => ({ label, type: 'function' })), validFor: /^\w*$/ }
}
