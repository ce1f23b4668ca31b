// What the claim of fidelity rests on, as a page: which operations are served, which of their answers are as the vendor describes, which
// the vendor's own client drives, and where they are smaller. Written by `npm run evidence`; a test holds the pages against the code.
import { createWorld } from '../../mocks/kit/world.ts'
import { createTalonOne, type TalonOne } from '../../mocks/talon-one/index.ts'
import { SETTINGS, type Setting } from '../../mocks/talon-one/settings.ts'
import { KNOWN_LIMITS } from './known-limits.ts'
import { judgeEveryOperation } from './life/index.ts'
import { operationsOfTheSdk } from './sdk-calls.ts'

type Operation = ReturnType<TalonOne['operations']>[number]

const APIS = [
  ['third-party', 'Third-party API'],
  ['integration', 'Integration API'],
  ['management', 'Management API'],
] as const

export async function fidelityPage(): Promise<string> {
  const { witness, talonOne } = await judgeEveryOperation()
  const driven = await operationsOfTheSdk()
  const row = ({ id, method, path }: Operation) => [
    `\`${id}\``,
    `\`${method} ${path}\``,
    witness.judgedStatuses(id).join(' ') || 'not described',
    driven.has(id) ? 'yes' : '',
    KNOWN_LIMITS[id] ?? '',
  ]
  const sections = APIS.map(([api, title]) => {
    const operations = talonOne.operations().filter(operation => operation.api === api)
    const served = operations.filter(({ emulated }) => emulated)
    const leftOut = operations.filter(({ emulated }) => !emulated)
    return [
      `## ${title}\n`,
      `${served.length} of ${operations.length} operations are served.\n`,
      table(
        ['operation', 'method and path', 'answers as described', 'own client', 'known limits'],
        served.map(row),
      ),
      leftOut.length === 0 ? '' : `<details><summary>501 by name: ${leftOut.length} operations</summary>\n`,
      leftOut.map(({ id, method, path }) => `* \`${id}\` \`${method} ${path}\``).join('\n'),
      leftOut.length === 0 ? '' : '\n</details>\n',
    ].join('\n')
  })
  return `${INTRO}\n${sections.join('\n')}`.trimEnd().concat('\n')
}

const INTRO = `# Talon.One: evidence

Written by \`npm run evidence\`; a test fails when this page and the code disagree.

* **Answers as described**: the statuses whose answers were held against the vendor's own API description and found as
  described. *Not described* means that the vendor's description has no such operation.
* **Own client**: the vendor's JavaScript SDK \`talon_one\` drives the operation against the emulator. Its version 4.3.0 has
  no calls for the Third-party API, none for several advocates, and none for reading or reopening a session.
* 429 of the Third-party API is reached with a planned fault, since no number is published.

Bloomreach Engagement has [its own page](fidelity-bloomreach.md).
`

/** The table of operations in the house's README. */
export function operationsTable(): string {
  const served = createTalonOne(createWorld())
    .operations()
    .filter(({ emulated }) => emulated)
  const rows = [...Map.groupBy(served, ({ path, api }) => `${path} ${api}`).values()]
  return table(
    ['path', 'operations', 'API'],
    rows.map(operations => [
      `\`${operations[0]?.path}\``,
      operations.map(({ id, method }) => `${method} \`${id}\``).join(', '),
      operations[0]?.api ?? '',
    ]),
  )
}

/** The table of guesses and switches in the house's README. */
export const settingsTable = (): string =>
  table(
    ['setting', 'default', 'what it decides', 'why this default'],
    Object.entries<Setting<number | string>>(SETTINGS).map(
      ([name, { default: fallback, options, about, because }]) => [
        `\`${name}\``,
        `\`${fallback}\`${options === undefined ? '' : ` (${options.map(option => `\`${option}\``).join(', ')})`}`,
        about,
        because,
      ],
    ),
  )

const table = (columns: string[], rows: string[][]): string =>
  [columns, columns.map(() => '---'), ...rows]
    .map(cells => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')
    .concat('\n')

/** Replaces what stands between the markers of a page. */
export function between(page: string, marker: string, content: string): string {
  const pattern = new RegExp(`(<!-- ${marker}: .*? -->\n)[\\s\\S]*?(<!-- end of ${marker} -->)`)
  if (!pattern.test(page)) throw new Error(`Cannot write the ${marker}: the page has no markers for it.`)
  return page.replace(pattern, (_, start: string, end: string) => `${start}\n${content}\n${end}`)
}
