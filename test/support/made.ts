// One thing that all files of a run share: where it is, and how it is put away.
export interface Made {
  /** A folder or an address. */
  place: string
  putAway(): Promise<unknown>
}
