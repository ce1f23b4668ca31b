// One customer's path through a scenario: where they are, since which version, and what their webhooks answered.
// It keeps ids, never definitions, so that an edited scenario is found again on waking.
import type { StoredEvent } from '../customers/events.ts'
import type { Chunk } from './chunk.ts'

/** What a webhook on the path answered, as templates see it. */
export interface WebhookAnswer {
  actionId: number
  /** Parsed JSON, text, or undefined when the response is not processed. */
  data: unknown
  response: 'discard' | 'text' | 'json'
}

export interface Run {
  readonly id: number
  readonly scenarioId: string
  readonly customerId: string
  readonly chunk: Chunk
  readonly trigger: number
  /** The event that started the path, or what the API trigger was called with. */
  readonly event: StoredEvent | undefined
  readonly params: Readonly<Record<string, unknown>> | undefined
  /** The node that the customer is in. */
  node: number
  /** The version of the definition when they entered that node. */
  version: number
  /** How often the action of this node was tried before. */
  attempt: number
  webhooks: readonly WebhookAnswer[]
  /** The journal's seq of the last entry of this path: the cause of the next one. */
  cause: number
  /** Nodes passed since time last moved, by this path and by those that forked off it. */
  pace: { steps: number }
  /** While sleeping: until when, and by which exit the customer then leaves; undefined: the node is tried again. */
  until: number
  exit: string | undefined
  state: 'walking' | 'sleeping' | 'ended'
}

const NO_ANSWERS: readonly WebhookAnswer[] = Object.freeze([])

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
  pace: { steps: 0 },
  until: 0,
  exit: undefined,
  state: 'walking',
  ...given,
})
