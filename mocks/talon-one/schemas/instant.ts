// An RFC 3339 instant: as it stands in world files and answers, and as bodies are read.
import { z } from 'zod'
import { type Instant, readInstant } from '../instant.ts'

export const instantText = z
  .string()
  .refine(
    text => readInstant(text) !== undefined,
    'is not an RFC 3339 date-time such as 2026-01-05T09:00:00Z',
  )
  .meta({ examples: ['2026-01-05T09:00:00Z'] })

/** Of a body: read once, where it is checked. */
export const instant = instantText.transform(text => readInstant(text) as Instant)
