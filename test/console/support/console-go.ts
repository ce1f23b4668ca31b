// From view to view within the page, as its own links go; a view is there when its title is and nothing is under way.
import type { Page } from 'playwright-core'

export async function goTo(page: Page, base: string, path: string): Promise<void> {
  await page.evaluate(
    address => {
      history.pushState(null, '', address)
      dispatchEvent(new PopStateEvent('popstate'))
    },
    `${base}/console${path === '/' ? '' : path}`,
  )
  await page.locator('main h1').waitFor()
  await page.waitForFunction(() => document.querySelector('main .loading') === null)
}
