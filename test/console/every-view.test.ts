// Every view of the console, light and dark: nothing that keeps people out, no complaint of the browser, nobody else asked; and
// nothing hostile is more than text.
import { readFile } from 'node:fs/promises'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../harness/index.ts'
import { isFull, oneOf, sampled } from '../support/thoroughness.ts'
import { openConsole, withoutJourneys } from './support/console.ts'
import { goTo } from './support/console-go.ts'
import { HOSTILE_TEXTS } from './support/hostile-texts.ts'
import { VIEWS } from './support/views.ts'

const skipped = withoutJourneys

/** Views with the ids of this run in them. */
async function viewsOf(sandbox: Sandbox): Promise<string[]> {
  const [mail] = await sandbox.inbox.list()
  const { requests } = await sandbox.requests.list({ kind: 'bloomreach.webhook-request' })
  const [scenario] = (await sandbox.scenarios.list()).scenarios
  return VIEWS.map(view =>
    view
      .replace('SCENARIO', scenario?.id ?? '')
      .replace('MAIL', mail?.ID ?? '')
      .replace('WEBHOOK', String(requests[0]?.seq ?? 1)),
  )
}

async function searched(sandbox: Sandbox): Promise<void> {
  const { id } = await sandbox.searches.start({ depth: 1, customers: 1 })
  while ((await sandbox.searches.get(id)).state === 'running') await new Promise(setImmediate)
}

/** Forty views on a loaded machine. */
const PATIENCE_MS = 400_000

const DESKTOP = { width: 1280, height: 800 }
/** A phone; a desktop at 200 %; and at 400 %, which is the narrowest that WCAG's reflow asks for. */
const SMALL = [
  { width: 390, height: 844 },
  ...(isFull
    ? [
        { width: 640, height: 400 },
        { width: 320, height: 256 },
      ]
    : []),
]

declare const axe: { run(context: unknown, options: RunOptions): Promise<AxeResults> }

/** What axe says of the page, as `rule: where`. */
async function violations(page: Page, options: RunOptions): Promise<string[]> {
  const results = await page.evaluate(
    asked => axe.run({ exclude: [['iframe']] }, { ...asked, resultTypes: ['violations'] }),
    options,
  )
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')} ${failureSummary}`),
  )
}

test.skipIf(skipped)(
  'axe finds nothing in any view, light or dark, on a phone or enlarged, and none is wider than its window, complains or asks a stranger',
  async () => {
    await using sandbox = await startSandbox()
    await sandbox.checkpoint('START')
    await sandbox.startScenarios()
    await sandbox.settle()
    await sandbox.faults.add({ operation: 'cep/createReferral', first: 1, answer: { status: 429 } })
    await searched(sandbox)
    const { page, complaints, strangers } = await openConsole(sandbox.url, '/')
    await page.evaluate(await readFile('node_modules/axe-core/axe.min.js', 'utf8'))

    const found: string[] = []
    for (const view of oneOf(22, await viewsOf(sandbox), 10)) {
      await page.emulateMedia({ colorScheme: 'light' })
      await goTo(page, sandbox.url, view)
      found.push(...(await violations(page, {})).map(one => `${view} ${one}`))
      await page.emulateMedia({ colorScheme: 'dark' })
      const dark = await violations(page, { runOnly: ['color-contrast'] })
      found.push(...dark.map(one => `${view} dark ${one}`))
      for (const window of SMALL) {
        await page.setViewportSize(window)
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        if (width > window.width) found.push(`${view} is ${width} wide in ${window.width}`)
        const small = await violations(page, { rules: { 'target-size': { enabled: true } } })
        found.push(...small.map(one => `${view} in ${window.width} ${one}`))
      }
      await page.setViewportSize(DESKTOP)
    }

    expect(found).toEqual([])
    expect(complaints).toEqual([])
    expect(strangers).toEqual([])
  },
  PATIENCE_MS,
)

/** Each hostile text is a customer's id, attributes and mail; scenario, node and event carry some, too. */
const hostileWorld = {
  bloomreach: {
    customers: HOSTILE_TEXTS.map((text, index) => ({
      ids: { registered: `${index} ${text}`.slice(0, 500).replaceAll('\u0000', '') },
      attributes: { email: `c${index}@example.com`, first_name: text, html: text },
      consents: { newsletter: 'accept' },
    })),
    scenarios: [
      {
        name: `S ${HOSTILE_TEXTS[3]}`,
        start: true,
        nodes: [
          { id: 1, type: 'now', name: HOSTILE_TEXTS[5] },
          { id: 2, type: 'add_event', event: HOSTILE_TEXTS[0], name: HOSTILE_TEXTS[7] },
          {
            id: 3,
            type: 'email',
            name: HOSTILE_TEXTS[6],
            subject: '{{ customer.first_name }}',
            html: '<p>{{ customer.html }}</p>',
            recipients: 'matching',
            consentCategory: 'newsletter',
          },
        ],
        connections: [
          [1, 2],
          [2, 3],
        ],
      },
    ],
    consentCategories: [{ id: 'newsletter', name: HOSTILE_TEXTS[2] }],
  },
}

test.skipIf(skipped || !isFull)(
  'no hostile text runs, asks a stranger or leaves its frame',
  { timeout: PATIENCE_MS },
  async () => {
    expect(new Set(HOSTILE_TEXTS).size).toBeGreaterThanOrEqual(60)
    await using sandbox = await startSandbox({ world: hostileWorld as never })
    await sandbox.checkpoint('START')
    await sandbox.startScenarios()
    await sandbox.settle()
    for (const text of HOSTILE_TEXTS) await sandbox.fetch(`/v1/${encodeURIComponent(text.slice(0, 300))}`)
    const mails = await sandbox.inbox.list()
    const { page, strangers } = await openConsole(sandbox.url, '/')
    const asked: string[] = []
    page.on('dialog', dialog => void dialog.dismiss().then(() => asked.push(dialog.message())))

    for (const view of oneOf(
      11,
      (await viewsOf(sandbox)).filter(view => !view.includes('searches/')),
    ))
      await goTo(page, sandbox.url, view)
    for (const { ID } of oneOf(20, mails)) await goTo(page, sandbox.url, `/inbox/${ID}`)
    const { entries } = await sandbox.journal({ kind: 'bloomreach.run-entered' })
    for (const { customer } of sampled(entries)) await goTo(page, sandbox.url, `/customers/${customer}`)

    expect(mails.length).toBeGreaterThanOrEqual(60)
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    expect(new URL(page.url()).origin).toBe(new URL(sandbox.url).origin)
    expect(asked).toEqual([])
    expect(strangers).toEqual([])
  },
)
