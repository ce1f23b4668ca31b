// The trace people read: one line per journal entry that tells a part of a customer's story.
import type { Entry } from '../../mocks/kit/journal.ts'

type Tell = (entry: Entry) => string

const text = (value: unknown) => (value === undefined ? '' : String(value))

/** What each kind of entry says; a kind that is not listed is detail and stays in the journal. */
const TELL: Record<string, Tell> = {
  'bloomreach.scenario-started': e => `scenario "${text(e.name)}" started, ${text(e.affected)} affected`,
  'bloomreach.scenario-stopped': e => `scenario "${text(e.name)}" stopped`,
  'bloomreach.run-entered': e => `entered "${text(e.scenarioName ?? e.scenario)}"`,
  'bloomreach.waiting': e => `#${text(e.node)} waits until ${clockText(e.until)}`,
  'bloomreach.webhook-request': e => `#${text(e.node)} ${text(e.method)} ${text(e.url)}`,
  'bloomreach.webhook-response': e => `#${text(e.node)} answered ${text(e.status)}`,
  'bloomreach.webhook-outcome': e => `#${text(e.node)} ${text(e.message ?? e.because)}`,
  'bloomreach.chunk-stopped': e =>
    `#${text(e.node)} stops the rest of the run: ${text(e.because ?? e.status)}`,
  'bloomreach.email-sent': e => `#${text(e.node)} email "${text(e.subject)}" to ${text(e.to)}`,
  'bloomreach.campaign-event': e =>
    `#${text(e.node)} campaign event: ${text(e.status)}${e.message ? ` (${text(e.message)})` : ''}`,
  'bloomreach.run-ended': e => `ended: ${text(e.because)}`,
  'talon-one.referral-created': e => `Talon.One creates the code ${text(e.code)} for ${text(e.advocate)}`,
  'sandbox.clock-stopped': e => text(e.message),
  'inbox.message': e => `inbox has "${text(e.subject)}"`,
  'inbox.pruned': e =>
    `the inbox keeps the newest ${text(e.capacity)} mails: ${text(e.total)} are gone (--inbox-capacity)`,
  fault: e => `fault ${text(e.fault)} strikes ${text(e.operation)}`,
}

/** What the timeline adds to the trace: the steps in between. */
const DETAIL: Record<string, Tell> = {
  'bloomreach.node-entered': e => `#${text(e.node)} ${text(e.type)}`,
  'bloomreach.way-taken': e => `#${text(e.node)} ${text(e.type)}: ${text(e.way)}`,
  'bloomreach.email-sending': e => `#${text(e.node)} hands the mail to SMTP`,
  'talon-one.request': e => `Talon.One receives ${text(e.method)} ${text(e.path)}`,
  'talon-one.response': e => `Talon.One answers ${text(e.status)}${e.hint ? ` (${text(e.hint)})` : ''}`,
}

/** What an entry says, and whether it is a step in between. */
export function sentenceOf(entry: Entry): { text: string; detail: boolean } {
  const told = TELL[entry.kind]
  if (told !== undefined) return { text: told(entry), detail: false }
  return { text: DETAIL[entry.kind]?.(entry) ?? entry.kind, detail: true }
}

export function clockText(at: unknown): string {
  return typeof at === 'number' ? new Date(at).toISOString().replace('T', ' ').replace('.000Z', '') : text(at)
}

export const isTold = ({ kind }: Entry): boolean => TELL[kind] !== undefined

/** "2026-01-05 09:01:00  ada@example.com  #3 answered 200", for an entry that is told. */
export function traceLine(entry: Entry, nameOf: (customer: string) => string): string {
  const who = entry.customer === undefined ? '' : nameOf(entry.customer)
  return `${clockText(entry.at)}  ${who.padEnd(20)}  ${sentenceOf(entry).text}`
}
