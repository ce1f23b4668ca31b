// What it costs to look on while 10,000 customers run: the engine's speed with a page open and without, in turn, and how long a key
// waits in that page.
import type { Browser, Page } from 'playwright-core'
import { processorTimeOf } from '../command.ts'
import { type BenchTable, spread, spreadText, timed } from '../measure.ts'
import { notedKeys, noteKeys, openWindow, startBrowser, type Waited } from './page.ts'
import { scenarioOf, startViewed, type Viewed } from './viewed.ts'
import { CROWDED, CUSTOMERS } from './world.ts'

const ROUNDS = 7
const BETWEEN_KEYS_MS = 60

interface Ran {
  ms: number
  processorMs: number
}

interface View {
  name: string
  /** Undefined: nobody looks. */
  path?: string
  keys?: string
  runs: Ran[]
  waited: Waited[]
}

export async function benchWatched(): Promise<BenchTable[]> {
  await using viewed = await startViewed(CUSTOMERS)
  const id = await scenarioOf(viewed, CROWDED)
  const views: View[] = [
    { name: 'nobody looks', runs: [], waited: [] },
    { name: 'the overview', path: '', keys: 'Tab', runs: [], waited: [] },
    { name: 'Evaluate', path: `/scenarios/${id}?tab=evaluate`, keys: 'Tab', runs: [], waited: [] },
    { name: 'the customers', path: '/bloomreach', keys: 'a', runs: [], waited: [] },
    { name: 'the journal', path: '/journal', keys: 'Tab', runs: [], waited: [] },
  ]
  const browser = await startBrowser()
  // The first round warms up.
  for (let round = 0; round <= ROUNDS; round++)
    for (const view of views) {
      const ran = await runOf(viewed, { browser, view, id })
      if (round > 0) view.runs.push(ran)
      else view.waited.length = 0
    }
  await browser.close()
  return [speedTable(views), keysTable(views.filter(({ waited }) => waited.length > 0))]
}

interface Looking {
  browser: Browser
  view: View
  id: string
}

async function runOf(viewed: Viewed, { browser, view, id }: Looking): Promise<Ran> {
  await viewed.client.reset()
  if (view.path === undefined) return timedRun(viewed, id)
  const page = await openWindow(browser)
  await page.goto(`${viewed.url}/console${view.path}`)
  await page.waitForLoadState('load')
  await page.locator('main h1').waitFor()
  await page.locator('.clock-mode[data-live="live"]').waitFor()
  if (view.keys === 'a') await page.getByRole('searchbox').first().focus()
  await noteKeys(page)
  const typing = new AbortController()
  const typed = typeInto(page, view.keys ?? 'Tab', typing.signal)
  const ran = await timedRun(viewed, id)
  typing.abort()
  await typed
  view.waited.push(...(await notedKeys(page)))
  await page.context().close()
  return ran
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

function speedTable(views: readonly View[]): BenchTable {
  const [alone] = views
  const ratio = (view: View, read: (ran: Ran) => number) =>
    spreadText(spread(view.runs.map((ran, round) => read(ran) / read(alone?.runs[round] ?? ran))))
  return {
    title: `${CUSTOMERS.toLocaleString('en')} customers run while somebody looks on; promised: within 10 %`,
    columns: ['view', 'ms', 'of nobody’s', 'processor ms of the server', 'of nobody’s'],
    rows: views.map(view => [
      view.name,
      spreadText(spread(view.runs.map(({ ms }) => ms)), 0),
      ratio(view, ({ ms }) => ms),
      spreadText(spread(view.runs.map(({ processorMs }) => processorMs)), 0),
      ratio(view, ({ processorMs }) => processorMs),
    ]),
  }
}

function keysTable(views: readonly View[]): BenchTable {
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
