// A page of the console in Chromium, and what it measures of itself: when it first shows something, when it shows what somebody came
// for, and how long a key waits. The bench's own scripts come by the browser's protocol, which the page's policy does not see.
import { type Browser, chromium, type Page } from 'playwright-core'
import { executablePath } from '../../support/browser-path.ts'

/** Real time. */
const REST_MS = 1_000

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      // Every new window would load the popups of its address bar, pages of some hundred scripts.
      '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup',
    ],
  })

/** A window that has come to rest, as that of somebody who follows a link. */
export async function openWindow(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto('data:text/html,<p>before')
  await new Promise(resolve => setTimeout(resolve, REST_MS))
  return page
}

export interface Paint {
  /** Milliseconds from the click on the address on. */
  first: number
  whole: number
}

/** `isWhole` is an expression of the page: it shows what somebody came for. */
export interface Shown {
  path: string
  isWhole: string
}

/** As somebody opens an address whose browser was never here: nothing is cached. */
export async function paintOf(browser: Browser, url: string, { path, isWhole }: Shown): Promise<Paint> {
  const page = await openWindow(browser)
  await page.addInitScript(NOTES_WHEN_WHOLE.replace('IS_WHOLE', isWhole))
  await page.goto(`${url}/console${path}`, { waitUntil: 'commit' })
  await page.waitForFunction(() => 'wholeAt' in globalThis, undefined, { timeout: 60_000 })
  const paint = await page.evaluate(READ_PAINT)
  await page.context().close()
  return paint as Paint
}

/** After the frame in which it is whole. */
const NOTES_WHEN_WHOLE = `{
  const look = () => {
    if (globalThis.wholeAt !== undefined || !(IS_WHOLE)) return
    watcher.disconnect()
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => { globalThis.wholeAt = performance.now() }
      port2.postMessage(0)
    })
  }
  const watcher = new MutationObserver(look)
  watcher.observe(document, { childList: true, subtree: true, attributes: true, characterData: true })
}`

const READ_PAINT = `({
  first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
  whole: globalThis.wholeAt,
})`

export interface Waited {
  /** Until the page looks at the key. */
  delay: number
  /** Until what it does is painted. */
  painted: number
}

/** From now on. */
export const noteKeys = (page: Page): Promise<unknown> => page.evaluate(NOTES_KEYS)
export const notedKeys = (page: Page): Promise<Waited[]> => page.evaluate('globalThis.keysNoted')

const NOTES_KEYS = `{
  globalThis.keysNoted = []
  addEventListener('keydown', event => {
    const delay = performance.now() - event.timeStamp
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => keysNoted.push({ delay, painted: performance.now() - event.timeStamp })
      port2.postMessage(0)
    })
  }, true)
}`
