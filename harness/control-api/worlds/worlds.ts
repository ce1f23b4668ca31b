// The worlds of the server: forks of one another, each with a clock, faults, a journal and mails of its own.
import { z } from 'zod'
import { byId, deleted, operation } from '../operation.ts'
import { newWorld, type World, world } from './world.ts'

const worldsQuery = z.strictObject({
  environment: z
    .enum(['none'])
    .optional()
    .describe('none: without addresses and keys, for who only wants to know which worlds there are.'),
})

type WorldsQuery = z.output<typeof worldsQuery>

const asAsked = (shown: World, { environment }: WorldsQuery): World =>
  environment === 'none' ? { ...shown, environment: {} } : shown

export const worldOperations = [
  operation({
    method: 'get',
    path: '/worlds',
    id: 'listWorlds',
    summary: 'Lists the worlds of this server, the first one first.',
    query: worldsQuery,
    answer: z.object({ worlds: z.array(world) }),
    run: ({ query }, sandbox) => ({
      worlds: sandbox
        .worlds()
        .list()
        .map(one => asAsked(one, query)),
    }),
  }),
  operation({
    method: 'post',
    path: '/worlds',
    id: 'createWorld',
    summary: 'Forks a world: the same state once more, which goes its own way from here.',
    query: worldsQuery,
    body: newWorld,
    answer: world,
    run: async ({ body, query }, sandbox) =>
      asAsked(await sandbox.worlds().create({ ...body, from: body.from ?? sandbox.id }), query),
  }),
  operation({
    method: 'delete',
    path: '/worlds/{id}',
    id: 'deleteWorld',
    summary: 'Deletes a world. Whoever still waits for an answer of it is told so.',
    params: byId,
    answer: deleted,
    async run({ params: { id } }, sandbox) {
      await sandbox.worlds().delete(id)
      return { deleted: id }
    },
  }),
]
