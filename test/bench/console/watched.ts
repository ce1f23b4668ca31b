// What it costs to look on while 10,000 customers run: the engine's speed with a page open, each run between two that nobody sees;
// and, in runs of their own, for the browser works for each key, how long a key waits in that page.
// Alone: `tsx test/bench/console/watched.ts [ROUNDS] [VIEW,VIEW]`.
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { processorTimeOf } from '../command.ts'
import { type BenchTable, machine, spread, spreadText, tableText, timed } from '../measure.ts'
import { notedKeys, noteKeys, openWindow, startBrowser, type Waited } from './page.ts'
import { scenarioOf, startViewed, type Viewed } from './viewed.ts'
import { CROWDED, CUSTOMERS } from './world.ts'

const ROUNDS = 7
const TYPING_ROUNDS = 2
const BETWEEN_KEYS_MS = 60
/** Real time in which a page that was opened comes to rest, and so does a server that nobody looks at. */
const REST_MS = 700

/** Of the same revision the second and third run are still faster than the ones before them. */
const WARMING_RUNS = 3

interface Ran {
  ms: number
  processorMs: number
}

interface View {
  name: string
  path: string
  /** Typed into the search where there is one, to go through the page otherwise. */
  key: 'a' | 'Tab'
}

interface Watched extends View {
  runs: { seen: Ran; before: Ran; after: Ran }[]
  waited: Waited[]
}

const viewsOf = (scenario: string): View[] => [
  { name: 'overview', path: '', key: 'Tab' },
  { name: 'evaluate', path: `/scenarios/${scenario}?tab=evaluate`, key: 'Tab' },
  { name: 'customers', path: '/bloomreach', key: 'a' },
  { name: 'journal', path: '/journal', key: 'Tab' },
  { name: 'story', path: '/customers/customer-77', key: 'Tab' },
  { name: 'requests', path: '/requests', key: 'a' },
]

export async function benchWatched(rounds = ROUNDS, only?: readonly string[]): Promise<BenchTable[]> {
  await using viewed = await startViewed(CUSTOMERS)
  const id = await scenarioOf(viewed, CROWDED)
  const views = viewsOf(id)
    .filter(({ name }) => only?.includes(name) ?? true)
    .map(view => ({ ...view, runs: [], waited: [] }) as Watched)
  const browser = await startBrowser()
  const page = await openWindow(browser)
  const bench = { viewed, id, page }
  for (let run = 0; run < WARMING_RUNS; run++) await unseen(bench)
  // The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    let before = await unseen(bench)
    // Each view comes as early as every other.
    for (const view of rotated(views, round)) {
      await show(bench, view)
      const ran = await timedRun(viewed, id)
      const after = await unseen(bench)
      if (round > 0) view.runs.push({ seen: ran, before, after })
      before = after
    }
  }
  for (let round = 0; round < TYPING_ROUNDS; round++)
    for (const view of views) view.waited.push(...(await typedInto(bench, view)))
  await browser.close()
  return [speedTable(views), keysTable(views)]
}

const rotated = <T>(all: readonly T[], by: number): T[] => {
  const first = by % all.length
  return [...all.slice(first), ...all.slice(0, first)]
}

interface Bench {
  viewed: Viewed
  id: string
  page: Page
}

async function unseen({ viewed, id, page }: Bench): Promise<Ran> {
  await page.goto('about:blank')
  await viewed.client.reset()
  await rest()
  return timedRun(viewed, id)
}

async function show({ viewed, page }: Bench, { path }: View): Promise<void> {
  await viewed.client.reset()
  await page.goto(`${viewed.url}/console${path}`)
  await page.locator('main h1').waitFor()
  await page.locator('.clock-mode[data-live="live"]').waitFor()
  await page.locator('main .loading').first().waitFor({ state: 'detached' })
  await rest()
}

const rest = () => new Promise(resolve => setTimeout(resolve, REST_MS))

async function typedInto(bench: Bench, view: View): Promise<Waited[]> {
  const { viewed, id, page } = bench
  await show(bench, view)
  if (view.key === 'a') await page.getByRole('searchbox').first().focus()
  await noteKeys(page)
  const typing = new AbortController()
  const typed = typeInto(page, view.key, typing.signal)
  await timedRun(viewed, id)
  typing.abort()
  await typed
  return notedKeys(page)
}

async function typeInto(page: Page, key: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await page.keyboard.press(key)
    await new Promise(resolve => setTimeout(resolve, BETWEEN_KEYS_MS))
  }
}

async function timedRun({ client, pid }: Viewed, id: string): Promise<Ran> {
  const before = processorTimeOf(pid)
  const ms = await timed(async () => {
    await client.scenarios.start(id)
    await client.settle()
  })
  return { ms, processorMs: (processorTimeOf(pid) - before) / 1_000 }
}

function speedTable(views: readonly Watched[]): BenchTable {
  const figure = (all: readonly number[], digits: number) => spreadText(spread(all), digits)
  const row = ({ name, runs }: Watched) => {
    const ratio = (read: (ran: Ran) => number) =>
      figure(
        runs.map(({ seen, before, after }) => (2 * read(seen)) / (read(before) + read(after))),
        2,
      )
    return [
      name,
      figure(
        runs.map(({ seen }) => seen.ms),
        0,
      ),
      ratio(({ ms }) => ms),
      figure(
        runs.map(({ seen }) => seen.processorMs),
        0,
      ),
      ratio(({ processorMs }) => processorMs),
    ]
  }
  return {
    title: `${CUSTOMERS.toLocaleString('en')} customers run while somebody looks on; promised: within 10 %`,
    columns: ['view', 'ms', 'of unseen', 'processor ms of the server', 'of unseen'],
    rows: views.map(row),
  }
}

function keysTable(views: readonly Watched[]): BenchTable {
  const figure = (all: readonly number[]) => spreadText(spread(all), 0)
  const late = (all: readonly number[]) => {
    const sorted = [...all].sort((a, b) => a - b)
    return (sorted[Math.floor(sorted.length * 0.98)] ?? Number.NaN).toFixed(0)
  }
  return {
    title: 'Meanwhile a key waits, ms; promised: under 100',
    columns: ['view', 'keys', 'until the page looks at it', '98 of 100', 'until it is painted', '98 of 100'],
    rows: views.map(({ name, waited }) => {
      const [delays, paints] = [waited.map(({ delay }) => delay), waited.map(({ painted }) => painted)]
      return [name, waited.length, figure(delays), late(delays), figure(paints), late(paints)]
    }),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [rounds, only] = process.argv.slice(2)
  const tables = await benchWatched(rounds === undefined ? ROUNDS : Number(rounds), only?.split(','))
  console.log([machine(), '', ...tables.map(tableText)].join('\n'))
}
