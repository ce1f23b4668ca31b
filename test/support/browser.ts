// The run's browser for tests that look at pages: skipped by name where there is none, required with CI=true.
import type { Browser } from 'playwright-core'
import { shared } from './shared.ts'

export { noBrowser } from './browser-path.ts'

/** What it opens is closed with it; the browser stays for others. */
export async function openBrowser(): Promise<Browser> {
  const [endpoint, { chromium }] = await Promise.all([shared('browser'), import('playwright-core')])
  return chromium.connect(endpoint)
}
