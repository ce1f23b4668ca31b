// The session's worlds: begun, copied, listed, ended.
import { z } from 'zod'
import type { Copy } from '../copies.ts'
import { readGivenWorld } from '../given-world.ts'
import { tool } from '../tool.ts'

const told = z.object({
  world: z.string().describe('Give it as `world` to work on it.'),
  now: z.string(),
  clock: z.string().describe('fast, manual or real.'),
  scenarios: z.array(z.object({ id: z.string(), name: z.string(), status: z.string() })),
  toStart: z.array(z.string()).describe('Ids of the scenarios that the world marks as to be started.'),
})

async function toldOf(copy: Copy): Promise<z.output<typeof told>> {
  const [{ scenarios }, { clock }] = await Promise.all([copy.client.scenarios.list(), copy.client.ready()])
  return {
    world: copy.id,
    now: clock.now,
    clock: clock.mode,
    scenarios: scenarios.map(({ id, name, status }) => ({ id, name, status })),
    toStart: [...copy.toStart()],
  }
}

export const worldTools = [
  tool({
    name: 'start',
    does: 'Makes a new copy of the world to work on, or of a world that you give. Nothing runs yet: start_scenario starts a scenario. Answers the name of the copy.',
    input: z.strictObject({
      definition: z
        .string()
        .min(1)
        .max(4_000_000)
        .optional()
        .describe('A world file as text, YAML or JSON; it names no other files.'),
      file: z
        .string()
        .min(1)
        .optional()
        .describe('A world file by its path inside the folder of the sandbox; over stdio only.'),
      seed: z.string().min(1).max(200).optional().describe('Draws other codes and ids.'),
    }),
    output: told,
    async run({ input: { definition, file, seed }, session, goOnWith }) {
      const read = await readGivenWorld({ definition, file }, session.folder)
      const copy = await session.begin(seed === undefined ? {} : { seed })
      goOnWith(copy)
      if (read !== undefined) await copy.replace(read)
      return toldOf(copy)
    },
  }),
  tool({
    name: 'fork',
    does: 'Copies a world with all that it holds at this moment, so that two ways can be tried side by side. The copy is worked on by giving its name as `world`.',
    input: z.strictObject({
      name: z
        .string()
        .min(1)
        .max(63)
        .optional()
        .describe('What the copy is called; letters, digits, dashes.'),
      seed: z.string().min(1).max(200).optional().describe('Draws other codes and ids from here.'),
    }),
    output: told,
    async run({ input: { name, seed }, session, copy }) {
      const { id } = await copy()
      return toldOf(
        await session.fork(id, {
          ...(name === undefined ? {} : { name }),
          ...(seed === undefined ? {} : { seed }),
        }),
      )
    },
  }),
  tool({
    name: 'list_worlds',
    does: 'Lists the worlds of this session.',
    isReading: true,
    input: z.strictObject({}),
    output: z.object({ worlds: z.array(z.string()) }),
    run: async ({ session }) => ({ worlds: [...session.list()] }),
  }),
  tool({
    name: 'end_world',
    does: 'Deletes a world of this session. Without it they go with the session.',
    isTakingAway: true,
    input: z.strictObject({}),
    output: z.object({ deleted: z.string() }),
    async run({ session, copy }) {
      const { id } = await copy()
      await session.endCopy(id)
      return { deleted: id }
    },
  }),
]
