// Between Bloomreach and the world outside: each webhook, mail and event that passes is a point, at which the schedule may strike.
import type { MailTransport, OutgoingMail } from '../../../mocks/bloomreach/index.ts'
import type { Entry } from '../../../mocks/kit/journal.ts'
import { mailFault } from '../faults/mail-faults.ts'
import { webhookFault } from '../faults/webhook-faults.ts'
import { type Choice, Meetings, type Point, type PointKind } from './point.ts'

interface Surroundings {
  /** What stands in the journal under a seq. */
  entryOf(seq: number): Entry | undefined
  /** How people call a customer and a scenario; "" for the only scenario there is. */
  customerName(id: string): string
  scenarioName(id: string): string
  /** `request`: the seq of what is struck, where it stands in the journal. */
  onStrike(choice: Choice, request: number | undefined): void
  onMail(mail: OutgoingMail, sending: Entry | undefined): void
}

type Way = (request: Request, context: { causedBy: number }) => Promise<Response>

export class Wire {
  readonly #around: Surroundings
  #meetings = new Meetings()
  #planned: readonly Choice[] = []
  #met: Point[] = []

  constructor(around: Surroundings) {
    this.#around = around
  }

  save() {
    return this.#meetings.counts()
  }

  restore(counts: ReturnType<Wire['save']>): void {
    this.#meetings = new Meetings(counts)
    this.#met = []
  }

  /** Strikes as planned until the next call; whatever passes from now on is met. */
  plan(choices: readonly Choice[]): void {
    this.#planned = choices
    this.#met = []
  }

  met(): readonly Point[] {
    return this.#met
  }

  /** Writes the point down; answers the fault that is planned there. */
  meet(kind: PointKind, { customer = '', scenario, node, what = '', seq }: Met): string | undefined {
    const of = `${what}${node === undefined ? '' : ` #${node}`} of ${this.#around.customerName(customer)}`
    const called = scenario === undefined ? '' : this.#around.scenarioName(scenario)
    const name = this.#meetings.meet(`${kind}${of}${called === '' ? '' : ` in "${called}"`}`)
    this.#met.push({ name, kind, scenario: scenario ?? '', node, customer })
    const choice = this.#planned.find(({ at }) => at === name)
    if (choice !== undefined) this.#around.onStrike(choice, seq)
    return choice?.fault
  }

  fetch<W extends Way>(way: W): W {
    const through: Way = async (request, context) => {
      const entry = this.#around.entryOf(context.causedBy)
      if (entry?.kind !== 'bloomreach.webhook-request') return way(request, context)
      const fault = webhookFault(this.meet('webhook', metAt(entry)) ?? '')
      return fault === undefined ? way(request, context) : fault.strike(() => way(request, context))
    }
    return through as W
  }

  readonly mail: MailTransport = {
    send: async (mail, { causedBy }) => {
      const entry = this.#around.entryOf(causedBy)
      const take = async () => {
        this.#around.onMail(mail, entry)
        return { accepted: mail.to, rejected: [] }
      }
      const fault = entry === undefined ? undefined : mailFault(this.meet('mail', metAt(entry)) ?? '')
      return fault === undefined ? take() : fault(mail, take)
    },
  }
}

interface Met {
  customer?: string | undefined
  scenario?: string | undefined
  node?: number | undefined
  /** Between the kind and whose it is. */
  what?: string
  /** Of what is sent, in the journal. */
  seq?: number
}

export const metAt = ({ customer, scenario, node, seq }: Entry): Met => ({
  seq,
  customer,
  scenario: String(scenario),
  node: Number(node),
})
