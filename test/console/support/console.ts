// The console in the run's Chromium, watched: what the page complains of, and whom it asks besides the sandbox.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { noBrowser, openBrowser } from '../../support/browser.ts'

/** Skipped with `npm test` and where there is no browser; with CI=true that is a failure. */
export const withoutJourneys = noBrowser !== undefined

let browser: Promise<Browser> | undefined

export interface Opened {
  page: Page
  /** What the page or its policy complained of. */
  complaints: string[]
  /** Addresses of other origins that were asked. */
  strangers: string[]
}

/** Opens a view by its path below `/console`. */
export async function openConsole(
  url: string,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  await builtOnce()
  browser ??= openBrowser()
  const context = await (await browser).newContext({ reducedMotion: 'reduce', ...options })
  onTestFinished(() => context.close())
  // On a loaded machine everything takes long; what hangs is named before its test ends.
  context.setDefaultTimeout(100_000)
  const page = await context.newPage()
  const complaints: string[] = []
  const strangers: string[] = []
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(error.message))
  page.on('request', request => {
    const asked = new URL(request.url())
    if (asked.protocol !== 'data:' && asked.origin !== new URL(url).origin) strangers.push(request.url())
  })
  await page.goto(`${url}/console${path === '/' ? '' : path}`)
  await page.locator('main h1').waitFor()
  return { page, complaints, strangers }
}

/** Of the sources as they are: a second where they have changed, nothing otherwise. */
let built: Promise<unknown> | undefined
function builtOnce(): Promise<unknown> {
  built ??= promisify(execFile)(process.execPath, ['bin/build-console.js'])
  return built
}
