// Coverage as LCOV, which editors and code hosts show beside the lines of a scenario file: a line for each node, a branch for each
// thing inside it. https://manpages.debian.org/testing/lcov/geninfo.1.en.html#FILES
import type { ExercisedScenario } from './folder.ts'
import { itemsOf, nodeKey } from './items.ts'

/** Scenarios that stand in no file are left out. */
export function lcovOf(scenarios: readonly ExercisedScenario[]): string {
  const byFile = Map.groupBy(scenarios, ({ file }) => file)
  return [...byFile].flatMap(([file, all]) => (file === undefined ? [] : recordOf(file, all))).join('\n')
}

interface Branch {
  line: number
  node: number
  taken: number
}

function recordOf(file: string, scenarios: readonly ExercisedScenario[]): string[] {
  const nodes = scenarios.flatMap(({ lines, hits }) =>
    lines.map(([node, line]) => ({ line, count: hits[nodeKey(node)] ?? 0 })),
  )
  const branches = scenarios.flatMap(branchesOf)
  const counts = new Map<number, number>()
  for (const { line, count } of nodes) counts.set(line, (counts.get(line) ?? 0) + count)
  const lines = [...counts].sort(([a], [b]) => a - b)
  return [
    'TN:',
    `SF:${file}`,
    ...branches.map(({ line, node, taken }, index) => `BRDA:${line},${node},${index},${taken}`),
    `BRF:${branches.length}`,
    `BRH:${branches.filter(({ taken }) => taken > 0).length}`,
    ...lines.map(([line, count]) => `DA:${line},${count}`),
    `LF:${lines.length}`,
    `LH:${lines.filter(([, count]) => count > 0).length}`,
    'end_of_record',
    '',
  ]
}

function branchesOf({ definition, lines, hits }: ExercisedScenario): Branch[] {
  const lineOf = new Map(lines)
  return itemsOf(definition)
    .filter(({ kind }) => kind !== 'node')
    .flatMap(({ key, node }) => {
      const line = lineOf.get(node)
      return line === undefined ? [] : [{ line, node, taken: hits[key] ?? 0 }]
    })
}
