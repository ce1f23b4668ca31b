// The trace people read: one line per journal entry that tells a part of a customer's story.
import type { Entry } from '../../../mocks/kit/journal.ts'
import { withoutSecrets } from '../../traffic/without-secrets.ts'
import type { Style } from './style.ts'
import { wrapped } from './wrapped.ts'

type Tell = (entry: Entry) => string

/** An entry of the journal, or of a timeline, which writes its instant as text. */
interface Happening {
  readonly kind: string
  readonly [detail: string]: unknown
}

const text = (value: unknown) => (value === undefined ? '' : String(value))

/** What each kind of entry says; a kind that is not listed is detail and stays in the journal. */
const TELL: Record<string, Tell> = {
  'bloomreach.scenario-started': e =>
    `scenario "${text(e.name)}" started, ${text(e.affected)} affected (each customer once for every action they meet, as Bloomreach counts)`,
  'bloomreach.scenario-stopped': e => `scenario "${text(e.name)}" stopped`,
  'bloomreach.run-entered': e => `entered "${text(e.scenarioName ?? e.scenario)}"`,
  'bloomreach.waiting': e => `#${text(e.node)} waits until ${clockText(e.until)}`,
  'bloomreach.webhook-request': e => `#${text(e.node)} ${text(e.method)} ${text(e.url)}`,
  'bloomreach.webhook-response': e => `#${text(e.node)} answered ${text(e.status)}`,
  'bloomreach.chunk-stopped': e =>
    `#${text(e.node)} stops the rest of the run: ${text(e.because ?? e.status)}`,
  'bloomreach.undefined-printed': e => `#${text(e.node)} ${text(e.message)}`,
  'bloomreach.email-sent': e => `#${text(e.node)} email "${text(e.subject)}" to ${text(e.to)}`,
  'bloomreach.campaign-event': e =>
    `#${text(e.node)} campaign event: ${text(e.status)}${e.message ? ` (${text(e.message)})` : ''}`,
  'bloomreach.run-ended': e => `ended: ${text(e.because)}`,
  'talon-one.referral-created': e => `Talon.One creates the code ${text(e.code)} for ${text(e.advocate)}`,
  'sandbox.clock-stopped': e => text(e.message),
  'inbox.message': e => `inbox has "${text(e.subject)}"`,
  'inbox.pruned': e =>
    `the inbox keeps the newest ${text(e.capacity)} mails and ${text(e.maxBytes)} bytes: ${text(e.total)} mails are gone (--inbox-capacity, --inbox-bytes)`,
  fault: e => `fault ${text(e.fault)} strikes ${text(e.operation)}`,
}

const tellOutcome: Tell = e => `#${text(e.node)} ${text(e.message ?? e.because)}`

/** What the timeline adds to the trace: the steps in between. */
const DETAIL: Record<string, Tell> = {
  'bloomreach.node-entered': e => `#${text(e.node)} ${text(e.type)}`,
  'bloomreach.way-taken': e => `#${text(e.node)} ${text(e.type)}: ${text(e.way)}`,
  'bloomreach.webhook-outcome': tellOutcome,
  'bloomreach.email-sending': e => `#${text(e.node)} hands the mail to SMTP`,
  'talon-one.request': e => `Talon.One receives ${text(e.method)} ${text(e.path)}`,
  'talon-one.response': e => `Talon.One answers ${text(e.status)}`,
}

/** A call that no customer's way led to has nobody else to tell that it was refused. */
const REFUSED: Record<string, Tell> = {
  'talon-one.response': e => `Talon.One refuses ${text(e.operation ?? 'a call')}: ${text(e.status)}`,
  'bloomreach.response': e => `Bloomreach refuses ${text(e.operation ?? 'a call')}: ${text(e.status)}`,
}

/** A request that will be sent again has nobody else to tell it; one that has failed is told by its campaign event. */
const isRetry = ({ kind, because }: Entry): boolean =>
  kind === 'bloomreach.webhook-outcome' && because === 'retry'

const tellOf = (entry: Entry): Tell | undefined =>
  TELL[entry.kind] ??
  (isRetry(entry) ? tellOutcome : undefined) ??
  (entry.customer === undefined && isRefused(entry) ? REFUSED[entry.kind] : undefined)

/** What an entry says without its secrets, and whether it is a step in between. */
export function sentenceOf(kept: Entry): { text: string; detail: boolean } {
  const entry = withoutSecrets(kept)
  const told = tellOf(entry)
  if (told !== undefined) return { text: told(entry), detail: false }
  return { text: DETAIL[entry.kind]?.(entry) ?? entry.kind, detail: true }
}

export const isTold = (entry: Entry): boolean => tellOf(entry) !== undefined

const FAILS = new Set([
  'bloomreach.webhook-outcome',
  'bloomreach.chunk-stopped',
  'bloomreach.undefined-printed',
  'sandbox.clock-stopped',
  'fault',
])
const FAILED = new Set(['failed', 'enqueue_failed'])

export const isFailure = (entry: Happening): boolean =>
  FAILS.has(entry.kind) ||
  isRefused(entry) ||
  (entry.kind === 'bloomreach.run-ended' && entry.because === 'failed') ||
  (entry.kind === 'bloomreach.campaign-event' && FAILED.has(text(entry.status)))

const ANSWERS = new Set(['bloomreach.webhook-response', 'bloomreach.response', 'talon-one.response'])

const isRefused = ({ kind, status }: Happening): boolean =>
  ANSWERS.has(kind) && typeof status === 'number' && status >= 400

/** Why an answer is refused, or what is to know about it: "missing-profile: No customer profile has …". */
export const whyOf = ({ reason, hint }: Happening): string | undefined =>
  reason === undefined && hint === undefined ? undefined : [reason, hint].filter(Boolean).join(': ')

export function clockText(at: unknown): string {
  return typeof at === 'number' ? new Date(at).toISOString().replace('T', ' ').replace('.000Z', '') : text(at)
}

const INDENT = 4

/** "  2026-01-05 09:01:00  ada@example.com  #3 answered 200"; a failure has a mark, and what is known about it stands below. */
export function traceText(entry: Entry, nameOf: (customer: string) => string, style: Style): string {
  const who = entry.customer === undefined ? '' : nameOf(entry.customer)
  const line = `${clockText(entry.at)}  ${who.padEnd(20)}  ${sentenceOf(entry).text}`
  const why = whyOf(entry)
  return [
    isFailure(entry) ? style.failure(`✗ ${line}`) : `  ${line}`,
    ...(why === undefined ? [] : wrapped(why, INDENT, style.width).map(style.aside)),
  ].join('\n')
}
