// What a contract between two services is here: interactions as data, and a function that lets the real consumer act them out.

/** Values that Pact understands: plain JSON with matchers in it. */
export type Matched = unknown

export interface State {
  name: string
  params?: Record<string, string | number | boolean>
}

/** A difference that is known and accepted; one that no longer shows is reported, so the list cannot rot. */
export interface Admitted {
  /** The beginning of the finding, as the verdict prints it. */
  finding: string
  because: string
}

export interface HttpInteraction {
  kind: 'http'
  description: string
  states: State[]
  request: {
    method: string
    path: Matched
    query?: Record<string, Matched>
    headers?: Record<string, Matched>
    body?: Matched
  }
  response: { status: number; headers?: Record<string, Matched>; body?: Matched }
  /** The real consumer calls `origin` and copes with the answer, or throws. */
  consume(stage: Stage): Promise<void>
  /** Marked in the pact file: may be sent to a real tenant, because what it makes can be removed or does no harm. */
  live?: 'safe'
  /** Fields of the description's example that this answer does not have, because the request did not ask for them. */
  leftOut?: string[]
  admitted?: Admitted[]
}

export interface Stage {
  origin: string
  /** Changes the consumer's own source text (a scenario, a preset) before it acts; the identity outside tests. */
  rewrite(source: string): string
}

export interface MessageInteraction {
  kind: 'message'
  description: string
  states: State[]
  content: Matched
  metadata?: Record<string, string>
  /** The real reader of the message; throws when it cannot use it. */
  consume(content: unknown, stage: Pick<Stage, 'rewrite'>): Promise<void>
}

export type Interaction = HttpInteraction | MessageInteraction

export type StateValues = Record<string, string | number>
/** Goes through the provider's own API. What it returns is injected into the request. */
export type StateHandler = (params: Record<string, unknown>) => Promise<StateValues>

/** One party that is held to the pact: an emulator, or a real tenant behind the same face. */
export interface Provider {
  answer(request: Request): Promise<Response>
  states: Record<string, StateHandler>
  /** Of message pacts, by description. */
  messages?: Record<string, () => Promise<unknown>>
  stop(): Promise<void>
}

/** Which description speaks about the answers; undefined where nobody publishes one. */
export type DescriptionName = 'third-party' | 'integration' | 'mailpit' | 'bloomreach-tracking'

export interface Contract {
  /** The folder's name. */
  name: string
  consumer: string
  provider: string
  describedBy?: DescriptionName
  interactions: Interaction[]
  startEmulator(): Promise<Provider>
}

/** The name of the pact file. */
export const pactFileName = ({ consumer, provider }: Pick<Contract, 'consumer' | 'provider'>): string =>
  `${consumer}-${provider}.json`
