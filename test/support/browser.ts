// The run's browser for tests that look at pages: skipped by name where there is none, required with CI=true.
import type { Browser } from 'playwright-core'
import { noBrowser as noneHere } from './browser-path.ts'
import { shared } from './shared.ts'
import { isMeant } from './thoroughness.ts'

const isRequired = process.env.CI === 'true'

/** Why no page is looked at: `npm test` leaves it to `.ci/run`, and to who names the test. */
export const noBrowser = isRequired
  ? undefined
  : isMeant
    ? noneHere
    : 'runs when it is named, or with CI=true'

/** What it opens is closed with it; the browser stays for others. */
export async function openBrowser(): Promise<Browser> {
  const [endpoint, { chromium }] = await Promise.all([shared('browser'), import('playwright-core')])
  return chromium.connect(endpoint)
}
