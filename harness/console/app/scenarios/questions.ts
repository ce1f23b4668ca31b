// What the editor of a scenario asks for, apart from it, so that it can be asked while the editor is loaded.
import { client } from '../kit/api.ts'

const NEW = 'new'

/** The scenario, undefined for one that is not saved yet, and the types of nodes. */
export const toEdit = (id: string = NEW) =>
  [
    ['scenarios', 'to edit', id],
    async () => {
      const [{ nodeTypes }, scenario] = await Promise.all([
        client.scenarios.nodeTypes(),
        id === NEW ? undefined : client.scenarios.get(id),
      ])
      return { scenario, nodeTypes }
    },
  ] as const

export const itsNames = () => [['bloomreach', 'names'], () => client.scenarios.names()] as const
