// Mailpit's chaos triggers. Who starts the inbox says what they plan; without that, chaos is not enabled.

/** [S] `Probability` in percent. */
export interface ChaosTrigger {
  ErrorCode: number
  Probability: number
}

export const CHAOS_STEPS = ['Sender', 'Recipient', 'Authentication'] as const
export type ChaosStep = (typeof CHAOS_STEPS)[number]
export type ChaosTriggers = Record<ChaosStep, ChaosTrigger>

/** [S] What a trigger is that nobody set. */
export const CALM: ChaosTriggers = {
  Sender: { ErrorCode: 451, Probability: 0 },
  Recipient: { ErrorCode: 451, Probability: 0 },
  Authentication: { ErrorCode: 535, Probability: 0 },
}

export interface Chaos {
  triggers(): ChaosTriggers
  /** All three, those that are to rest with a probability of 0. */
  plan(triggers: ChaosTriggers): void
}
