// How long the text of a scenario may be, in characters. A longer one is not kept: changing it would let everybody else wait.
export const LONGEST_TEXT = 1_000_000
