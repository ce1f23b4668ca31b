// An RFC 3339 instant as it stands in world files, bodies and answers.
import { z } from 'zod'
import { readInstant } from '../instant.ts'

export const instantText = z
  .string()
  .refine(
    text => readInstant(text) !== undefined,
    'is not an RFC 3339 date-time such as 2026-01-05T09:00:00Z',
  )
  .meta({ examples: ['2026-01-05T09:00:00Z'] })
