// What is written is read again before anybody sees it. [C] notes on a copied scenario: the editor drops a wire from a wrong
// connector in silence, and everything behind it is orphaned.
import { invariant } from '../../mocks/kit/invariant.ts'
import { ProjectIds } from '../import/clipboard/project-ids.ts'
import { readScenario } from '../import/clipboard/scenario.ts'

interface Written {
  nodes: readonly object[]
  connections: readonly object[]
}

export function selfCheck({ nodes, connections }: Written): void {
  const read = readScenario({ nodes, connections, nodesPath: [], connectionsPath: [] }, new ProjectIds())
  invariant(read.read.length === nodes.length, 'every node that is exported has an id of its own and a type')
  invariant(
    read.wires.length === connections.length,
    'every wire that is exported leads from a port to a node',
  )
}
