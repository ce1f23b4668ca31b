// Loops of a graph: as the definition says them, tried on random graphs, and on one as long as a scenario may be.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loopsIn } from '../../../../mocks/bloomreach/definition/graph-loops.ts'
import { allDraws } from '../../../support/thoroughness.ts'

type Ways = ReadonlyMap<number, readonly number[]>

function reachable(from: number, ways: Ways): Set<number> {
  const reached = new Set<number>()
  const open = [...(ways.get(from) ?? [])]
  for (const next of open) {
    if (reached.has(next)) continue
    reached.add(next)
    open.push(...(ways.get(next) ?? []))
  }
  return reached
}

/** Whoever is reached from a node and leads back to it, word for word. */
function loopsByDefinition(ways: Ways): string[] {
  const behind = new Map([...ways.keys()].map(node => [node, reachable(node, ways)]))
  const loops = [...ways.keys()].map(node =>
    [...(behind.get(node) ?? [])].filter(other => behind.get(other)?.has(node)).sort((a, b) => a - b),
  )
  return [...new Set(loops.filter(loop => loop.length > 0).map(String))].sort()
}

test('the loops of a graph are those of their definition', () => {
  const graph = fc.array(fc.array(fc.nat(7), { maxLength: 3 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(graph, lists => {
      const ways: Ways = new Map(lists.map((list, node) => [node, list.filter(next => next < lists.length)]))
      const found = loopsIn([...ways.keys()], node => ways.get(node) ?? [])
      expect(found.map(String).sort()).toEqual(loopsByDefinition(ways))
    }),
    allDraws(500),
  )
})

test('a ring as long as a scenario may be is one loop', () => {
  const nodes = Array.from({ length: 9_999 }, (_, index) => index + 1)

  expect(loopsIn(nodes, node => [(node % 9_999) + 1])).toEqual([nodes])
})
