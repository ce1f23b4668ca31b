// What people do to a scenario while customers wait in it: save it again, stop it, delete the node they wait in.
import type { Moment } from './moment.ts'

type Act = (() => void) | undefined

export function editAgain({ life: { bloomreach }, scenarioId }: Moment): Act {
  const shown = bloomreach.scenarios.get(scenarioId)
  if (shown.status !== 'active') return undefined
  return () => void bloomreach.scenarios.replace(scenarioId, shown)
}

export function stopScenario({ life: { bloomreach }, scenarioId }: Moment): Act {
  if (bloomreach.scenarios.get(scenarioId).status !== 'active') return undefined
  return () => void bloomreach.scenarios.stop(scenarioId)
}

/** Whoever came to the node goes on to the one after it; what the editor refuses cannot happen. */
export function withoutNode({ life: { bloomreach }, scenarioId, node }: Moment): Act {
  const shown = bloomreach.scenarios.get(scenarioId)
  const next = shown.connections.find(([from]) => from === node)?.[1]
  const connections = shown.connections
    .filter(([from]) => from !== node)
    .flatMap(([from, to, ...exit]) => {
      if (to !== node) return [[from, to, ...exit]]
      return next === undefined ? [] : [[from, next, ...exit]]
    })
  const edited = { ...shown, connections, nodes: shown.nodes.filter(({ id }) => id !== node) }
  if (bloomreach.scenarios.findings(edited).length > 0) return undefined
  return () => void bloomreach.scenarios.replace(scenarioId, edited)
}
