// One setting: what it may be, what it is unless told otherwise, and where that comes from.
import type { z } from 'zod'

export interface Setting<T extends z.ZodType> {
  schema: T
  default: z.infer<T>
  description: string
  /** Where the default comes from: "Guess", or the page that says so. */
  source: string
}

/** Keeps the type of each row. */
export const setting = <T extends z.ZodType>(row: Setting<T>): Setting<T> => row
