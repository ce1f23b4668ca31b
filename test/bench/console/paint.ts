// How soon the overview and a scenario of a hundred nodes are on the screen of somebody who was never here.
import { type BenchTable, spread, spreadText } from '../measure.ts'
import { type Paint, paintOf, type Shown, startBrowser } from './page.ts'
import { scenarioOf, startViewed } from './viewed.ts'
import { LARGE } from './world.ts'

const REPEATS = 9

const NOTHING_LOADS = `!document.querySelector('main .loading')`
/** Cards with what they tell: each scenario by its name. */
const OVERVIEW = `document.querySelector('main .card') && document.querySelector('main').textContent.includes(${JSON.stringify(LARGE)}) && ${NOTHING_LOADS}`
const CANVAS = `[...document.querySelectorAll('.react-flow__node')].some(node => getComputedStyle(node).visibility === 'visible') && document.querySelector('.react-flow__edge')`

export async function benchPaint(): Promise<BenchTable> {
  await using viewed = await startViewed(10)
  const browser = await startBrowser()
  const large = await scenarioOf(viewed, LARGE)
  const views: [string, Shown, string][] = [
    ['the overview', { path: '', isWhole: OVERVIEW }, 'under 500'],
    ['a scenario of 100 nodes, its canvas', { path: `/scenarios/${large}`, isWhole: CANVAS }, 'under 1,000'],
    ['the same in Evaluate', { path: `/scenarios/${large}?tab=evaluate`, isWhole: CANVAS }, ''],
  ]
  const paints = new Map<string, Paint[]>(views.map(([name]) => [name, []]))
  // The first round warms the server up.
  for (let round = 0; round <= REPEATS; round++)
    for (const [name, shown] of views) {
      const paint = await paintOf(browser, viewed.url, shown)
      if (round > 0) paints.get(name)?.push(paint)
    }
  await browser.close()
  return {
    title: `First paint in Chromium with nothing cached, ${REPEATS} times`,
    columns: ['view', 'ms until something is shown', 'ms until it is whole', 'promise'],
    rows: views.map(([name, , promise]) => [
      name,
      spreadText(spread((paints.get(name) ?? []).map(({ first }) => first)), 0),
      spreadText(spread((paints.get(name) ?? []).map(({ whole }) => whole)), 0),
      promise,
    ]),
  }
}
