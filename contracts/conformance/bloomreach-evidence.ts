// What the claim of fidelity rests on for Bloomreach, as a page: what is served and where it is smaller, and each rule of
// the house's README with the test of exactly its title. Bloomreach publishes no description to judge by, so the tests
// are the witnesses. Written by `npm run evidence`.

import type { ScenarioNode } from '../../mocks/bloomreach/definition/node-schemas.ts'
import { isAction, isTrigger, NODES_ON_PAPER } from '../../mocks/bloomreach/definition/node-schemas.ts'
import { OPERATIONS } from '../../mocks/bloomreach/routes/operation-list.ts'
import { BLOOMREACH_LIMITS } from './bloomreach-limits.ts'
import { bloomreachRules, bloomreachTests, type Rule, testsOfRule } from './bloomreach-rules.ts'

interface Served {
  kind: string
  name: string
  state: 'served' | '501 by name'
}

/** What the emulator's own lists name: types of nodes, HTTP operations. */
export const bloomreachServed = (): Served[] => [
  ...Object.keys(NODES_ON_PAPER).map((name): Served => ({ kind: kindOf(name), name, state: 'served' })),
  ...OPERATIONS.map(
    ({ id, emulated }): Served => ({
      kind: 'operation',
      name: id,
      state: emulated ? 'served' : '501 by name',
    }),
  ),
]

function kindOf(type: string): string {
  const node = { type } as ScenarioNode
  if (isTrigger(node)) return 'trigger'
  return isAction(node) ? 'action' : 'operator'
}

export function bloomreachPage(): string {
  const rules = bloomreachRules()
  const sections = [...new Set(rules.map(({ section }) => section))]
  return [
    INTRO,
    '## What is served\n',
    servedTable(),
    ...sections.flatMap(section => [
      `\n## ${section}\n`,
      rulesTable(rules.filter(rule => rule.section === section)),
    ]),
    '',
  ].join('\n')
}

function servedTable(): string {
  const rows = bloomreachServed().map(
    ({ kind, name, state }) => `| ${kind} | \`${name}\` | ${state} | ${BLOOMREACH_LIMITS[name] ?? ''} |`,
  )
  return ['| kind | name | state | known limits |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

const tests = bloomreachTests()

function rulesTable(rules: readonly Rule[]): string {
  const rows = rules.map(rule => {
    const places = testsOfRule(rule, tests).map(
      ({ file }) => `[${file.replace('test/mocks/bloomreach/', '')}](../${file})`,
    )
    return `| ${rule.rule} | ${rule.source} | ${places.join(', ') || '**none**'} |`
  })
  return ['| rule | source | test |', '| --- | --- | --- |', ...rows].join('\n')
}

const INTRO = `# Bloomreach Engagement: evidence

Written by \`npm run evidence\`; a test fails when this page and the code disagree.

* The vendor publishes no machine-readable description, so the witnesses are tests. Each rule of
  [the house's README](../mocks/bloomreach/README.md#rules-and-their-tests) has one test, titled with exactly the words of the rule; the
  grades of its sources are told there.
* Types of nodes and HTTP operations are the emulator's own lists.
* Besides these, \`test/mocks/bloomreach/routes/bad-input.test.ts\` sends bad input to every operation and
  \`test/mocks/bloomreach/scenario/model.test.ts\` walks random scenarios.
`
