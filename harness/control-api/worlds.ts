// The worlds of the server: forks of one another, each with a clock, faults, a journal and mails of its own.
import { z } from 'zod'
import { byId, deleted, operation } from './operation.ts'
import { newWorld, world } from './world.ts'

export const worldOperations = [
  operation({
    method: 'get',
    path: '/worlds',
    id: 'listWorlds',
    summary: 'Lists the worlds of this server, the first one first.',
    answer: z.object({ worlds: z.array(world) }),
    run: (_, sandbox) => ({ worlds: sandbox.worlds().list() }),
  }),
  operation({
    method: 'post',
    path: '/worlds',
    id: 'createWorld',
    summary: 'Forks a world: the same state once more, which goes its own way from here.',
    body: newWorld,
    answer: world,
    run: ({ body }, sandbox) => sandbox.worlds().create({ ...body, from: body.from ?? sandbox.id }),
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
