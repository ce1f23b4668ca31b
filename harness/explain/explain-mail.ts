// Where every value of a mail came from: the expression of the template, what it reads, and the entry that wrote that.
import type { Entry } from '../../mocks/kit/journal.ts'
import type { Explained } from './explained.ts'
import type { Explanation, Value } from './explanation.ts'
import { causesOf, effectsOf, lastBefore, lineOf } from './story.ts'

export interface ShownMail {
  subject: string
  html: string
  text: string
}

export function explainMail(id: string, sent: Entry, shown: ShownMail, live: Explained): Explanation {
  const { journal } = live.world
  const templates = templatesOf(sent, shown, live)
  const causes = causesOf(journal, sent)
  const values = [
    ...valuesIn(templates.subject, shown.subject),
    ...valuesIn(templates.preheader ?? '', shown.html),
    ...valuesIn(
      templates.html ?? templates.text ?? '',
      templates.html === undefined ? shown.text : shown.html,
    ),
  ]
  return {
    id,
    kind: 'mail',
    says: `"${shown.subject}" was sent to ${sent.to} by #${sent.node}.`,
    ...(sent.customer === undefined ? {} : { customer: sent.customer }),
    steps: [],
    reads: [],
    values: values.map(one => ({ ...one, ...originOf(one, sent, causes, live) })),
    causes: causes.map(lineOf),
    effects: effectsOf(journal, sent).map(lineOf),
  }
}

type Templates = Partial<Record<'preheader' | 'html' | 'text', string | undefined>> & { subject: string }

/** Those of the language that the mail was written in. */
function templatesOf(sent: Entry, shown: ShownMail, live: Explained): Templates {
  const { scenario, node } = sent
  const found = live.bloomreach.scenarios.get(String(scenario)).nodes.find(({ id }) => id === node)
  if (found?.type !== 'email') return { subject: '', text: '' }
  const { subject, preheader, html, text } = found
  const own = found.languages?.[languageOf(sent, shown, live) ?? '']
  return {
    subject: own?.subject ?? subject,
    preheader: own?.preheader ?? preheader,
    html: own?.html ?? html,
    text: own?.text ?? text,
  }
}

/** As the event of the mail says it. */
function languageOf(
  { customer = '', node }: Entry,
  { subject }: ShownMail,
  live: Explained,
): string | undefined {
  const sent = live.bloomreach.events
    .of(customer, 'campaign')
    .filter(({ properties }) => properties.action_id === node && properties.subject === subject)
  return sent.map(({ properties }) => properties.language).find(language => typeof language === 'string')
}

/** How much of the text beside a value tells where it stands. */
const BESIDE = 30

/** The expressions of a template, each with what stands in its place. */
function valuesIn(template: string, shown: string): Pick<Value, 'expression' | 'value'>[] {
  const parts = template.split('{{')
  let at = 0
  return parts.slice(1).map((part, index) => {
    const [expression = '', after = ''] = part.split('}}', 2)
    const before = textOf(parts[index]?.split('}}').at(-1) ?? '').slice(-BESIDE)
    const start = before === '' ? at : shown.indexOf(before, at) + before.length
    const next = textOf(after).slice(0, BESIDE)
    const end = next === '' ? shown.length : shown.indexOf(next, start)
    if (start < before.length || end === -1) return { expression: expression.trim() }
    at = end
    return { expression: expression.trim(), value: shown.slice(start, end) }
  })
}

/** Without blocks, which print nothing themselves. */
const textOf = (template: string): string => template.split('%}').at(-1)?.split('{%')[0] ?? ''

function originOf(
  { expression, value }: Pick<Value, 'expression' | 'value'>,
  sent: Entry,
  causes: readonly Entry[],
  live: Explained,
): Pick<Value, 'from' | 'writtenBy'> {
  const { journal } = live.world
  const name = /^[a-z_]+/.exec(expression)?.[0] ?? ''
  const field = expression.slice(name.length).split('|')[0]?.trim().replace(/^\./, '') ?? ''
  const written = (entry: Entry | undefined) => (entry === undefined ? {} : { writtenBy: lineOf(entry) })
  const made = lastBefore(journal, sent.seq, entry => entry.code !== undefined && entry.code === value)
  if (name === 'webhook' || name === 'webhooks') {
    const answers = causes.filter(({ kind }) => kind === 'bloomreach.webhook-response')
    const number = /^\[(\d+)\]/.exec(field)?.[1]
    const answer = number === undefined ? answers.at(-1) : answers[Number(number)]
    const from = `the answer of webhook #${answer?.node ?? '?'}, field ${field.replace(/^\[\d+\]\.?/, '') || 'whole'}`
    return { from, ...written(made ?? answer) }
  }
  if (name === 'customer') {
    const writer = lastBefore(
      journal,
      sent.seq,
      ({ kind, customer }) => kind === 'bloomreach.customer' && customer === sent.customer,
    )
    return { from: `the attribute ${field} of the customer`, ...written(made ?? writer) }
  }
  if (name === 'event') {
    const [first] = causes.filter(({ kind }) => kind === 'bloomreach.event')
    return { from: `the property ${field} of the event that started the path`, ...written(first) }
  }
  return { from: `the template: ${name || 'an expression'}`, ...written(made) }
}
