// What one look at the machine finds, and what follows from it.

export interface Symptom {
  /** What was looked at: "Node", "port 4400", "TALON_ONE_BASE_URL". */
  about: string
  /** A problem keeps the sandbox from starting; a warning is what goes on without it, or may go wrong. */
  state: 'ok' | 'warning' | 'problem'
  says: string
  /** What to do, or what happens instead. */
  remedy?: string
}
