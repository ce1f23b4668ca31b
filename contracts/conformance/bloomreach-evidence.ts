// What the claim of fidelity rests on for Bloomreach, as a page: every node type, policy and HTTP operation, the tests that name it and
// where it is smaller. Bloomreach publishes no description to judge by, so the tests are the witnesses. Written by `npm run evidence`.

import type { gate } from '../../mocks/bloomreach/definition/node-fields.ts'
import {
  isAction,
  isTrigger,
  nodeSchema,
  type ScenarioNode,
} from '../../mocks/bloomreach/definition/node-schemas.ts'
import { createBloomreach } from '../../mocks/bloomreach/index.ts'
import { createWorld } from '../../mocks/kit/world.ts'
import { BLOOMREACH_LIMITS } from './bloomreach-limits.ts'
import { type FoundTest, testsIn } from './test-titles.ts'

interface Row {
  name: string
  state: string
  /** What a test must say to count as a test of this. */
  sign: RegExp
}

const KINDS = ['Triggers', 'Operators', 'Actions'] as const
/** What may hold an action back: what its nodes say about it, and the list of the project. */
type Policy = keyof typeof gate | 'suppressionList'
const POLICIES: Readonly<Record<Policy, RegExp>> = {
  consentCategory: /consentCategory: |isValid\(|valid\('/,
  generalConsent: /generalConsent: /,
  frequencyPolicy: /frequencyPolicy: |frequencyPolicies/,
  suppressionList: /suppressionList: |suppressions\./,
}
/** What the helpers and headings of the tests call an operation, where they do not write out its path. */
const HEADINGS: Readonly<Record<string, RegExp>> = {
  'data/consentCategories': /\/consent\/categories/,
  'data/segmentation': /\/analyses\/(segmentation|\$)/,
  'data/funnel': /\/analyses\/(funnel|\$)/,
  'data/report': /\/analyses\/(report|\$)/,
  'data/listCatalogs': /get\(''/,
  'data/createCatalog': /post\(''/,
  'data/readCatalog': /get\(`\/\$\{id\}`/,
  'data/updateCatalog': /put\(`\/\$\{id\}`/,
  'data/deleteCatalog': /remove\(`\/\$\{id\}`/,
  'data/listItems': /get\(`\/\$\{id\}\/items[?`]|titles\(/,
  'data/deleteItems': /remove\(`\/\$\{id\}\/items`/,
  'data/readItem': /get\(`\/\$\{id\}\/items\//,
  'data/writeItem': /put\(`\/\$\{id\}\/items\//,
  'data/deleteItem': /remove\(`\/\$\{id\}\/items\//,
  'data/updateItem': /partial-update/,
  'campaigns/apiTrigger': /api-triggers|apiTriggers/,
}
/** How a test that takes an address from the mail names it, for those that do not write out the path. */
const LINKS: Readonly<Record<string, RegExp>> = {
  '/e/consent/:customerId': /consentPageUrl\(|\/e\/consent\/|consent\.page/,
  '/e/:mailId/click/:number': /\/click\/|clickUrl|a click leads|following its link/,
  '/e/:mailId/unsubscribe': /\/unsubscribe|List-Unsubscribe/,
}

const kindOf = (type: string): (typeof KINDS)[number] => {
  const node = { type } as ScenarioNode
  if (isTrigger(node)) return 'Triggers'
  return isAction(node) ? 'Actions' : 'Operators'
}

/** Every thing that the page answers for: nodes and operations from the lists that the emulator itself runs on. */
export function bloomreachRows(): Record<string, Row[]> {
  const house = createBloomreach({
    world: createWorld(),
    fetch: async () => new Response(),
    mail: { send: async ({ to }) => ({ accepted: to, rejected: [] }) },
    publicUrl: () => 'http://127.0.0.1',
  })
  const types = nodeSchema.options.map(option => option.shape.type.value)
  const nodes = (kind: string): Row[] =>
    types
      .filter(type => kindOf(type) === kind)
      .map(type => ({ name: type, state: 'served', sign: new RegExp(`type: '${type}'`) }))
  const operations = house.operations().map(({ id, method, path, emulated }): Row => {
    const end = path.replace(/^.*:projectToken/, '')
    const api = id.split('/')[0]
    return {
      name: `${id}\` \`${method} ${path}`,
      state: emulated ? 'served' : '501 by name',
      sign:
        HEADINGS[id] ??
        new RegExp(
          `/${api}/v2/projects/[^/]+${end}['"\`\\n]|${api === 'track' ? 'track' : 'data'}\\('${end}'`,
        ),
    }
  })
  const links = house.app.routes.filter(({ path, method }) => path.startsWith('/e/') && method !== 'ALL')
  return {
    Triggers: nodes('Triggers'),
    Operators: nodes('Operators'),
    Actions: nodes('Actions'),
    Policies: Object.entries(POLICIES).map(([name, sign]) => ({ name, state: 'served', sign })),
    'HTTP API operations': operations,
    'Links in mails': [...new Set(links.map(({ path }) => path))].map(path => ({
      name: path,
      state: 'served',
      sign: LINKS[path] ?? new RegExp(path.slice(path.lastIndexOf('/')).replace('.', '\\.')),
    })),
  }
}

/** The tests that speak of Bloomreach. */
export const evidenceTests = (): FoundTest[] => testsIn('test/mocks/bloomreach', 'test/journeys')

export function bloomreachPage(rows = bloomreachRows(), tests = evidenceTests()): string {
  const sections = Object.entries(rows).map(([heading, list]) =>
    [`## ${heading}\n`, ...list.map(row => section(row, tests))].join('\n'),
  )
  return `${INTRO}\n${sections.join('\n')}`.trimEnd().concat('\n')
}

function section({ name, state, sign }: Row, tests: FoundTest[]): string {
  const limits = BLOOMREACH_LIMITS[name.split('`')[0] ?? name]
  const head = [`### \`${name}\`\n`, `${state}${limits === undefined ? '' : `. Known limits: ${limits}`}\n`]
  if (state !== 'served') return head.join('\n')
  const found = tests.filter(({ text }) => sign.test(text))
  const files = [...new Set(found.map(({ file }) => file))]
  const titles = (file: string) =>
    [...new Set(found.filter(test => test.file === file).map(({ title }) => `  * ${title}`))].join('\n')
  return [
    ...head,
    `<details><summary>${count(found.length, 'test')} in ${count(files.length, 'file')}</summary>\n`,
    ...files.map(file => `* [${file.replace(/^test\//, '')}](../${file})\n${titles(file)}`),
    '\n</details>\n',
  ].join('\n')
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`

const INTRO = `# Bloomreach Engagement: evidence

Written by \`npm run evidence\`; a test fails when this page and the code disagree.

* The lists of nodes, policies, HTTP operations and addresses in mails are the emulator's own.
* The vendor publishes no machine-readable description, so the witnesses are tests. Listed is each test whose text names the thing;
  the rules with their sources are in [the house's README](../mocks/bloomreach/README.md#rules-and-their-tests).
* Besides these, \`test/mocks/bloomreach/routes/bad-input.test.ts\` sends bad input to every operation and
  \`test/mocks/bloomreach/scenario/model.test.ts\` walks random scenarios.
`
