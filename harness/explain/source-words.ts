// A source of a value in words, and the entry of the journal that wrote it.
import type { Entry } from '../../mocks/kit/journal.ts'
import type { Explained } from './explained.ts'
import type { Line } from './explanation.ts'
import type { Source, Step } from './sources.ts'
import { lastBefore, lineOf } from './story.ts'

/** An answer that templates read as `webhook`, the first one first. */
export interface Answer {
  node: number
  entry: Entry
}

export interface Told {
  sent: Entry
  /** What led to the mail. */
  causes: readonly Entry[]
  answers: readonly Answer[]
  live: Explained
}

/** `value`: as the mail shows it, for who made it is found by it. */
export function wordsOf(
  source: Source,
  value: string | undefined,
  told: Told,
): { from: string; writtenBy?: Line } {
  const { sent, live } = told
  const words = WORDS[source.root]?.(source, told) ?? {
    from: `the variable ${source.root}${pathText(source.path, true)}`,
  }
  // The code itself was made by somebody, whoever handed it on.
  const made =
    value === undefined || !BRINGS.has(source.root)
      ? undefined
      : lastBefore(live.world.journal, sent.seq, entry => entry.code !== undefined && entry.code === value)
  const writer = made ?? words.writer
  return { from: words.from, ...(writer === undefined ? {} : { writtenBy: lineOf(writer) }) }
}

/** What a customer may get a code by. */
const BRINGS: ReadonlySet<string> = new Set(['webhook', 'customer', 'event', 'vouchers', 'params'])

interface Words {
  from: string
  writer?: Entry | undefined
}

type Tell = (source: Source, told: Told) => Words

const of =
  (what: string): Tell =>
  ({ path, asked }) => ({
    from: `the ${what} ${asked ?? pathText(path)} of the customer`,
  })

const WORDS: Readonly<Record<string, Tell | undefined>> = {
  webhook: answerWords,
  customer: attributeWords,
  event: eventWords,
  customer_ids: of('id'),
  consents: of('consent'),
  aggregates: of('aggregate'),
  expressions: of('expression'),
  predictions: of('prediction'),
  segmentations: of('segmentation'),
  metrics: ({ asked, path }) => ({ from: `the metric ${asked ?? pathText(path)} of the project` }),
  report_value_by_key: ({ asked }) => ({ from: `the report ${asked ?? ''} of the project` }),
  vouchers: voucherWords,
  catalogs: ({ path: [name, ...path] }) => ({ from: `the catalog ${name ?? '?'}${pathText(path, true)}` }),
  recommendations: ({ asked, path }) => ({
    from: `the recommendation ${asked ?? ''} for the customer, ${pathText(path) || 'whole'}`,
  }),
  params: ({ path }) => ({ from: `the parameter ${pathText(path)} that the scenario was called with` }),
  time: () => ({ from: 'the time at which the mail was sent' }),
  sent_timestamp: () => ({ from: 'the time at which the mail was sent' }),
  project: ({ path }) => ({ from: `the ${pathText(path)} of the project` }),
  scenario: ({ path }) => ({ from: `the ${pathText(path)} of the scenario` }),
  action: ({ path }) => ({ from: `the ${pathText(path)} of the node` }),
  email: ({ path }) => ({ from: `the ${pathText(path)} link of the mail` }),
  consent: () => ({ from: 'the link to the consent page' }),
  loop: () => ({ from: 'the loop of the template' }),
}

function answerWords({ path, asked }: Source, { answers }: Told): Words {
  // By the number of the answer, or by the id of its node: `by_action_id` asks for one that is among them.
  const number = Number(asked)
  const answer =
    asked === undefined
      ? answers.at(-1)
      : (answers.findLast(({ node }) => node === number) ?? answers[number - 1])
  const from = `the answer of webhook #${answer?.node ?? '?'}, field ${pathText(path) || 'whole'}`
  return { from, writer: answer?.entry }
}

function attributeWords({ path: [name, ...path] }: Source, { sent, live }: Told): Words {
  const writer = lastBefore(
    live.world.journal,
    sent.seq,
    entry => entry.customer === sent.customer && writes(entry, String(name)),
  )
  const from =
    name === undefined
      ? 'the attributes of the customer'
      : `the attribute ${name}${pathText(path, true)} of the customer`
  return { from, writer }
}

/** Both kinds list the names of what they set. */
function writes({ kind, properties, attributes }: Entry, name: string): boolean {
  if (kind !== 'bloomreach.customer' && kind !== 'bloomreach.attributes-set') return false
  return String(kind === 'bloomreach.customer' ? properties : attributes)
    .split(', ')
    .includes(name)
}

function eventWords({ path }: Source, { causes }: Told): Words {
  const first = causes.find(({ kind }) => kind === 'bloomreach.event')
  return { from: `the property ${pathText(path)} of the event that started the path`, writer: first }
}

function voucherWords({ path: [name], asked }: Source, { sent, live }: Told): Words {
  const pool = asked ?? String(name ?? '')
  const writer = lastBefore(
    live.world.journal,
    sent.seq,
    entry => entry.kind === 'bloomreach.voucher' && entry.pool === pool && entry.customer === sent.customer,
  )
  return { from: `the voucher pool ${pool}`, writer }
}

/** "referrals[0].code" */
function pathText(path: readonly Step[], isFurther = false): string {
  return path
    .map((step, index) => {
      if (step === undefined) return '[…]'
      if (typeof step === 'number') return `[${step}]`
      return index === 0 && !isFurther ? step : `.${step}`
    })
    .join('')
}
