// `npm run bench`: every bench in one run, printed as tables; `--write` keeps them in docs/performance.md.
import { writeFile } from 'node:fs/promises'
import { type BenchTable, machine, tableText } from './measure.ts'

const SUITES: Record<string, () => Promise<BenchTable[]>> = {
  Tutorial: async () => (await import('./tutorial.ts')).benchTutorial(),
  Scenarios: async () => (await import('./scenario.ts')).benchScenario(),
  Inbox: async () => [await (await import('./inbox.ts')).benchInbox()],
  Templates: async () => (await import('./jinja.ts')).benchTemplates(),
  'Talon.One': async () => {
    const { talonOneBenches } = await import('./talon-one.ts')
    const tables: BenchTable[] = []
    for (const bench of talonOneBenches) tables.push(await bench())
    return tables
  },
}

const INTRO = `# Performance

Figures of \`npm run bench\`: ratios within one run, medians of several repeats with the lowest and the highest in
brackets. Absolute times depend on the machine, ratios hardly do. \`npm run bench -- --write\` writes this page.
`

const [only] = process.argv.slice(2).filter(argument => !argument.startsWith('--'))
const sections: string[] = []
for (const [name, suite] of Object.entries(SUITES)) {
  if (only !== undefined && !name.toLowerCase().includes(only.toLowerCase())) continue
  const section = [`## ${name}`, '', ...(await suite()).map(tableText)].join('\n')
  console.log(section)
  sections.push(section)
}
if (process.argv.includes('--write') && only === undefined) {
  await writeFile('docs/performance.md', [INTRO, `Machine: ${machine()}.\n`, ...sections].join('\n'))
}
