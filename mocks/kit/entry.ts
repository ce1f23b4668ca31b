// Something that happened, as the journal tells it.

/** What happened, before it has a place in the journal. `customer` is Bloomreach's internal customer id. */
export interface NewEntry {
  kind: string
  /** The seq of the entry that led to this one; its customer is inherited. */
  causedBy?: number | undefined
  customer?: string | undefined
  [detail: string]: unknown
}

export interface Entry extends NewEntry {
  seq: number
  /** Milliseconds since the epoch, on the world's clock. */
  at: number
}
