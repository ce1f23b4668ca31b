// One customer's path through a scenario: where they are, since which version, and what their webhooks answered.
// It keeps ids, never definitions, so that an edited scenario is found again on waking.
import type { StoredEvent } from '../customers/events.ts'

/** What a webhook on the path answered, as templates see it. */
export interface WebhookAnswer {
  readonly actionId: number
  /** Parsed JSON, text, or undefined when the response is not processed. */
  readonly data: unknown
  readonly response: 'discard' | 'text' | 'json'
}

export interface Run {
  readonly id: number
  readonly scenarioId: string
  readonly customerId: string
  /** With whom they entered. */
  readonly chunk: number
  readonly trigger: number
  /** The event that started the path, or what the API trigger was called with. */
  readonly event: StoredEvent | undefined
  readonly params: Readonly<Record<string, unknown>> | undefined
  /** The node that the customer is in. */
  readonly node: number
  /** The version of the definition when they entered that node. */
  readonly version: number
  /** How often the action of this node was tried before. */
  readonly attempt: number
  readonly webhooks: readonly WebhookAnswer[]
  /** The journal's seq of the last entry of this path: the cause of the next one. */
  readonly cause: number
  /** The voucher codes that the texts of this node were given, by their pools. */
  readonly codes: ReadonlyMap<string, string>
  /** While sleeping: until when, and by which exit the customer then leaves; undefined: the node is tried again. */
  readonly until: number
  readonly exit: string | undefined
  readonly state: 'walking' | 'sleeping'
}

const NO_ANSWERS: readonly WebhookAnswer[] = Object.freeze([])
export const NO_CODES: ReadonlyMap<string, string> = Object.freeze(new Map<string, string>())

/** At the beginning of a path. */
export const freshRun = (
  given: Pick<Run, 'id' | 'scenarioId' | 'customerId' | 'chunk'> & Partial<Run>,
): Run => ({
  trigger: 0,
  event: undefined,
  params: undefined,
  node: 0,
  version: 0,
  attempt: 0,
  webhooks: NO_ANSWERS,
  cause: 0,
  codes: NO_CODES,
  until: 0,
  exit: undefined,
  state: 'walking',
  ...given,
})
