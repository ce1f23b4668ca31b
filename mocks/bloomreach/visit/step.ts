// What a node answers to the engine, and what it is told about the customer who is in it.
import type { Customer } from '../customers/customers.ts'
import type { PropertyFilter } from '../customers/filter-schemas.ts'
import type { House } from '../house.ts'
import type { Chunk } from './chunk.ts'
import type { Run } from './run.ts'
import type { Tally } from './tally.ts'

export type Step =
  /** The customer goes on by this exit. An action says so when it succeeded. */
  | { kind: 'leave'; exit?: string }
  /** The customer stays until then, and leaves by this exit. */
  | { kind: 'sleep'; until: number; exit?: string }
  /** The customer stays until they have such an event, or until the timeout. */
  | { kind: 'await-event'; type: string; filter: readonly PropertyFilter[]; until: number }
  /** The node is tried again then. */
  | { kind: 'retry'; until: number; message: string }
  /** The customer joins the others at this webhook, which says later how it went; `text` is for a batch. */
  | { kind: 'join'; text: string | undefined }
  /** `isStopped`: not for anything of this customer's, but because the webhook stopped before their turn. */
  | { kind: 'failed'; message: string; isStopped?: true }
  | { kind: 'suppressed'; message: string }

export const LEAVE: Step = { kind: 'leave' }

/** A customer in a node, as the node sees it. */
export interface Visit {
  /** As it is now. */
  readonly run: Run
  change(change: Partial<Run>): void
  readonly customer: Customer
  readonly scenario: { readonly id: string; readonly name: string }
  readonly chunk: Chunk
  /** Writes an entry about this customer here, caused by the previous one; answers its seq. */
  record(kind: string, details: Record<string, unknown>): number
  /** Counts that live as long as the scenario's start: what a limit has let through. */
  readonly tally: Tally
  /** A test run: nothing leaves, and links say that they are not live. */
  readonly isTest?: boolean
  /** Webhooks that no longer send for anyone, by node: the status that stopped them. */
  readonly stoppedWebhooks: {
    get(node: number): number | undefined
    set(node: number, status: number): unknown
  }
}

/** A node's behaviour. It returns a step and never throws for what a customer or an API may do. */
export type NodeHandler<N> = (node: N, visit: Visit, house: House) => Step | Promise<Step>
