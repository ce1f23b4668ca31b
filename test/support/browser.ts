// The run's browser for tests that look at pages: skipped by name where there is none, required with CI=true.
import type { Browser } from 'playwright-core'
import { noBrowser as noneHere } from './browser-path.ts'
import { shared } from './shared.ts'
import { isMeant } from './thoroughness.ts'

/** Why the tutorial is not done by hand. */
export const noBrowser = process.env.CI === 'true' ? undefined : noneHere

/** Why other pages are not looked at: with `npm test` the tutorial by hand stands for all of them. */
export const notLookedAt = isMeant ? noBrowser : 'with `npm test` alone'

/** What it opens is closed with it; the browser stays for others. */
export async function openBrowser(): Promise<Browser> {
  const [endpoint, { chromium }] = await Promise.all([shared('browser'), import('playwright-core')])
  return chromium.connect(endpoint)
}
