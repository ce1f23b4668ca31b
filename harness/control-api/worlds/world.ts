// What is said of a world, and to make another one; and whoever has them.
import { z } from 'zod'
import { ready } from '../ready.ts'

export const newWorld = z
  .strictObject({
    from: z
      .string()
      .min(1)
      .optional()
      .describe('The id of the world whose state it goes on from; the one that is asked, unless told.'),
    name: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, {
        error: 'expected up to 63 letters, digits, dots, dashes or underscores, a letter or a digit first',
      })
      .optional()
      .describe('Becomes its id; without one it gets an id such as fork-1.'),
    seed: z
      .string()
      .min(1)
      .max(1_000)
      .optional()
      .describe('What it draws from then on: codes, ids. That of the other world, unless told.'),
    ttl: z
      .string()
      .optional()
      .describe('A length of real time such as "10m"; it is removed when nobody has asked it for so long.'),
  })
  .meta({ id: 'NewWorld' })

export const world = ready
  .extend({
    id: z.string().describe('Its paths are behind /w/<id>, here and on the port of the inbox.'),
    from: z.string().optional().describe('The world that it was forked of; the first has none.'),
    seed: z.string(),
    ttl: z.string().optional(),
    toStart: z.array(z.string()).describe('Ids of the scenarios that the world marks `start: true`.'),
    environment: z
      .record(z.string(), z.string())
      .describe('Addresses and keys under the names that `exec` hands to a command.'),
  })
  .meta({ id: 'World' })

export type NewWorld = z.input<typeof newWorld>
export type World = z.output<typeof world>

/** All worlds of one server. */
export interface Neighbours {
  /** The first one first. */
  list(): World[]
  create(wanted: NewWorld & { from: string }): Promise<World>
  delete(id: string): Promise<void>
}
