// Where things are: what a started sandbox says first.
import { z } from 'zod'

export const mode = z.enum(['fast', 'manual', 'real'])
export const now = z.iso.datetime().describe("The world's time.")

export const ready = z
  .object({
    ready: z.literal(true),
    http: z.string().describe('Both emulators, the control API and the console.'),
    inbox: z.string().describe("Mailpit's API, and its pages for people."),
    smtp: z.string(),
    version: z.string(),
    clock: z.object({ mode, now }),
  })
  .meta({ id: 'Ready' })

export type Ready = z.output<typeof ready>
