// Writes down what happened in a run as facts, from the journal's entries as they come and from the mails that go out.
import type { OutgoingMail } from '../../../mocks/bloomreach/index.ts'
import type { Entry } from '../../../mocks/kit/journal.ts'
import type { Live } from '../../life.ts'
import { idsOf } from '../faults/moment.ts'
import { codesIn } from './codes-in-text.ts'
import type { Fact } from './facts.ts'
import { type Secrets, shownIn } from './secrets.ts'

/** What a service did at a customer's request. */
const CHANGES = new Set([
  'talon-one.referral-created',
  'talon-one.coupon-created',
  'talon-one.points-added',
  'talon-one.points-deducted',
  'talon-one.event-tracked',
  'talon-one.session-closed',
])

/** What goes wrong for everybody alike is no customer's own failure. */
const OF_ALL = /campaign|key|application|destination|deployment|rate/

export class Scribe {
  readonly #live: () => Live
  readonly #secrets: () => Secrets
  #facts: Fact[] = []
  /** Calls that were disturbed, by the journal's seq of the request. */
  #disturbed = new Set<number>()

  constructor(live: () => Live, secrets: () => Secrets) {
    this.#live = live
    this.#secrets = secrets
  }

  facts(): readonly Fact[] {
    return this.#facts
  }

  save() {
    return { facts: [...this.#facts], disturbed: new Set(this.#disturbed) }
  }

  restore({ facts, disturbed }: ReturnType<Scribe['save']>): void {
    this.#facts = [...facts]
    this.#disturbed = new Set(disturbed)
  }

  disturb(request: number): void {
    this.#disturbed.add(request)
  }

  take(entry: Entry): void {
    const { kind, customer = '' } = entry
    if (kind === 'bloomreach.run-entered') this.#add({ kind: 'entered', customer, run: Number(entry.run) })
    else if (kind === 'bloomreach.run-ended') this.#ended(entry)
    else if (kind === 'bloomreach.event') this.#consent(entry)
    else if (kind === 'bloomreach.webhook-request') this.#call(entry)
    else if (kind === 'bloomreach.chunk-stopped') this.#stopped(entry)
    else if (kind.startsWith('talon-one.')) this.#change(entry)
  }

  /** A mail that arrived. `sending` is the entry that it was handed over with. */
  mailed(mail: OutgoingMail, sending: Entry | undefined): void {
    const customer = sending?.customer ?? ''
    const live = this.#live()
    const whole = [mail.subject, mail.html ?? '', mail.text ?? ''].join('\n')
    const found = codesIn(whole, live, idsOf(live, customer))
    const text = [...found.map(({ word }) => word), ...CHANGING].reduce<string>(
      hide,
      mail.text ?? mail.html ?? '',
    )
    this.#add({
      kind: 'mail',
      customer,
      node: nodeOf(sending),
      to: mail.to.join(', '),
      subject: found.reduce((told, { word }) => told.replaceAll(word, '{code}'), mail.subject),
      text,
      codes: found.map(({ isOwn, state }) => ({ isOwn, state })),
      afterWithdrawal: this.#facts.some(fact => fact.kind === 'withdrawn' && fact.customer === customer),
      shows: shownIn(whole, this.#secrets()),
    })
  }

  #ended({ customer = '', run, because }: Entry): void {
    this.#add({ kind: 'ended', customer, run: Number(run), because: String(because) })
  }

  #consent({ customer = '', type, action }: Entry): void {
    if (type !== 'consent' || action !== 'reject') return
    const { bloomreach } = this.#live()
    const all = bloomreach.consentCategories.list()
    if (all.every(({ id }) => !bloomreach.consents.isValid(customer, id).valid))
      this.#add({ kind: 'withdrawn', customer })
  }

  #call(entry: Entry): void {
    const shows = shownIn(String(entry.url), this.#secrets())
    const attempt = this.#attemptAt(entry)
    this.#add({ kind: 'call', customer: entry.customer ?? '', node: nodeOf(entry), attempt, shows })
  }

  #stopped(entry: Entry): void {
    const call = this.#causeOf(entry, 'bloomreach.webhook-request')
    const answer = this.#causeOf(entry, 'bloomreach.webhook-response')
    if (call === undefined || this.#disturbed.has(call.seq)) return
    const reason = String(answer?.reason ?? answer?.status ?? '')
    if (OF_ALL.test(reason)) return
    this.#add({ kind: 'stopped', customer: entry.customer ?? '', node: nodeOf(entry), reason })
  }

  #change(entry: Entry): void {
    if (!CHANGES.has(entry.kind)) return
    if (entry.kind === 'talon-one.referral-created')
      this.#add({ kind: 'code', advocate: String(entry.advocate), campaign: Number(entry.campaignId) })
    const call = this.#causeOf(entry, 'bloomreach.webhook-request')
    if (call === undefined) return
    const { customer = '', run } = call
    const attempt = this.#attemptAt(call)
    const what = entry.kind.slice('talon-one.'.length)
    this.#add({ kind: 'change', what, customer, node: nodeOf(call), run: Number(run), attempt })
  }

  /** How many calls of this visit of the node came before. */
  #attemptAt({ seq, run, node }: Entry): number {
    const { journal } = this.#live().world
    let attempt = 0
    for (let cause = journal.get(seq); cause !== undefined; cause = this.#above(cause)) {
      if (cause.seq === seq) continue
      if (cause.run !== run || cause.node !== node) break
      if (cause.kind === 'bloomreach.webhook-request') attempt++
    }
    return attempt
  }

  #above({ causedBy }: Entry): Entry | undefined {
    return causedBy === undefined ? undefined : this.#live().world.journal.get(causedBy)
  }

  #causeOf(entry: Entry, kind: string): Entry | undefined {
    let cause: Entry | undefined = entry
    while (cause !== undefined && cause.kind !== kind) cause = this.#above(cause)
    return cause
  }

  #add(fact: Fact): void {
    this.#facts.push(fact)
  }
}

const nodeOf = (entry: Entry | undefined): string => `${entry?.scenario ?? ''}#${entry?.node ?? ''}`

/** Of every mail another: the address of its links. */
const CHANGING = [/\/e\/[0-9a-f]+/g] as const

const hide = (text: string, part: string | RegExp): string =>
  typeof part === 'string' ? text.replaceAll(part, '{code}') : text.replaceAll(part, '/e/{mail}')
