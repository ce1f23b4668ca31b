// Where the focus is and goes: what somebody without a pointer sees of the console.
import type { Locator, Page } from 'playwright-core'

/** What has the focus, by its tag and name. */
export const focusOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    const name = element?.getAttribute('aria-label') ?? element?.textContent?.trim().slice(0, 40)
    return `${element?.tagName.toLowerCase()} ${name}`
  })

/** A window gives the focus back when it is gone. */
export const hasFocusSoon = (locator: Locator): Promise<boolean> =>
  locator.evaluate(
    element =>
      new Promise<boolean>(resolve => {
        const look = (left: number) => {
          if (element === document.activeElement || left === 0) resolve(element === document.activeElement)
          else requestAnimationFrame(() => look(left - 1))
        }
        look(30)
      }),
  )

const MOST_STOPS = 60

/** Tab by Tab through an open window until it begins again; answers what is wrong on the way. */
export async function tabbedThrough(page: Page, window: Locator): Promise<string[]> {
  const wrong: string[] = []
  await window.evaluate(element => {
    element.querySelector<HTMLElement>('button, [href], input, select')?.focus()
    element.setAttribute('data-walked', '0')
  })
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    await page.keyboard.press('Tab')
    const stop = await stopIn(window)
    if (stop === 'again') return wrong
    if (stop !== 'next') wrong.push(stop)
  }
  return [...wrong, 'Tab does not come round']
}

/** Reading order: nothing stands above what came before it, unless further right, as in a second column. */
const stopIn = (window: Locator): Promise<string> =>
  window.evaluate(async element => {
    // The guards at both ends of a window hand the focus on.
    for (let left = 10; document.activeElement?.hasAttribute('data-base-ui-focus-guard') && left > 0; left--)
      await new Promise(requestAnimationFrame)
    const here = document.activeElement
    const name = `${here?.tagName.toLowerCase()} ${here?.getAttribute('aria-label') ?? here?.textContent?.slice(0, 40)}`
    if (here === null || !element.contains(here)) return `Tab left the window for ${name}`
    const before = element.querySelector('[data-walked="last"]')
    if (here.hasAttribute('data-walked')) return 'again'
    before?.setAttribute('data-walked', 'yes')
    here.setAttribute('data-walked', 'last')
    const [was, is] = [before?.getBoundingClientRect(), here.getBoundingClientRect()]
    const isUp = was !== undefined && is.bottom <= was.top && is.left <= was.left
    return isUp ? `Tab went up to ${name}` : 'next'
  })
