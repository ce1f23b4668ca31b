// `npm run bench`: every bench in one run, printed as tables; `--write` keeps them in docs/performance.md, of one suite its tables alone.
import { readFile, writeFile } from 'node:fs/promises'
import { type BenchTable, inItsOwnProcess, machine, tableText } from './measure.ts'

const SUITES: Record<string, () => Promise<BenchTable[]>> = {
  Tutorial: async () => (await import('./tutorial.ts')).benchTutorial(),
  Populations: async () => (await import('./population.ts')).benchPopulation(),
  Scenarios: async () => (await import('./scenario.ts')).benchScenario(),
  Searches: async () => (await import('./search.ts')).benchSearch(),
  'In and out': async () => (await import('./in-and-out.ts')).benchInAndOut(),
  Console: async () => (await import('./console/index.ts')).benchConsole(),
  Inbox: async () => [await (await import('./inbox.ts')).benchInbox()],
  Templates: async () => (await import('./jinja.ts')).benchTemplates(),
  'The command under load': async () => [await (await import('./command.ts')).benchCommand()],
  'Another client beside hostile input': async () => [await (await import('./hostile.ts')).benchHostile()],
  'Talon.One, the emulator alone': async () => {
    const { talonOneBenches } = await import('./talon-one.ts')
    const tables: BenchTable[] = []
    for (const bench of talonOneBenches) tables.push(await bench())
    return tables
  },
}

const PAGE = 'docs/performance.md'

const INTRO = `# Performance

Figures of \`npm run bench\`: ratios within one run, medians of several repeats with the lowest and the highest in
brackets. Absolute times depend on the machine, ratios hardly do. \`npm run bench -- --write\` writes this page.
`

const [only] = process.argv.slice(2).filter(argument => !argument.startsWith('--'))
const chosen = Object.keys(SUITES).filter(name => name.toLowerCase().includes(only?.toLowerCase() ?? ''))
const [alone] = chosen
if (chosen.length === 1 && alone !== undefined) {
  const tables = (await SUITES[alone]?.()) ?? []
  console.log([`## ${alone}`, '', ...tables.map(tableText)].join('\n'))
  if (process.argv.includes('--write'))
    await writeFile(PAGE, tables.reduce(withTable(alone), await readFile(PAGE, 'utf8')))
} else {
  const sections: string[] = []
  for (const name of chosen) {
    const section = await inItsOwnProcess(process.argv[1] ?? '', name)
    process.stdout.write(section)
    sections.push(`${section.trimEnd()}\n`)
  }
  if (process.argv.includes('--write') && only === undefined) {
    await writeFile(PAGE, [INTRO, `Machine: ${machine()}.\n`, ...sections].join('\n'))
  }
}

/** The table of this title as it is now, and all around it as it was; a new one ends its section, which may be new too. */
function withTable(section: string) {
  return (page: string, table: BenchTable): string => {
    const from = page.indexOf(`### ${table.title}\n`)
    if (from === -1) return withNewTable(page, `## ${section}\n`, tableText(table))
    const lines = page.slice(from).split('\n')
    const first = lines.findIndex(line => line.startsWith('|'))
    const length = lines.findIndex((line, at) => at > first && !line.startsWith('|'))
    return `${page.slice(0, from)}${tableText(table)}${lines.slice(length === -1 ? lines.length : length).join('\n')}`
  }
}

function withNewTable(page: string, heading: string, text: string): string {
  const begin = page.indexOf(`\n${heading}`)
  if (begin === -1) return `${page.trimEnd()}\n\n${heading}\n${text}`
  const next = page.indexOf('\n## ', begin + 1)
  const end = next === -1 ? page.length : next
  return `${page.slice(0, end).trimEnd()}\n\n${text.trimEnd()}\n${page.slice(end)}`
}
