// The consent page in a real browser: it works without a script, by keyboard, in light and dark.
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { givenBloomreach } from '../../../../support/bloomreach.ts'
import { noBrowser, openBrowser } from '../../../../support/browser.ts'

const skip = noBrowser !== undefined

describe.skipIf(skip)(`the consent page in a browser${skip ? `: ${noBrowser}` : ''}`, () => {
  const house = givenBloomreach()
  let browser: Awaited<ReturnType<typeof openBrowser>>
  let server: ReturnType<typeof serve>
  let page = ''

  beforeAll(async () => {
    await house.consentCategories.add({ id: 'news', name: 'Our newsletter', description: 'Once a month' })
    await house.consentCategories.add({ id: 'sms', name: 'Text messages' })
    await house.customer('ada', { email: 'ada@example.com' })
    browser = await openBrowser()
    const port = await new Promise<number>(resolve => {
      server = serve({ fetch: house.app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve(port))
    })
    page = `http://127.0.0.1:${port}/e/consent/${idOfAda()}`
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
  })
  const idOfAda = () => house.customers.find({ registered: 'ada' })?.id ?? ''

  test('a choice is made by keyboard alone and is saved', async () => {
    const tab = await browser.newPage({ javaScriptEnabled: false })
    await tab.goto(page)

    await tab.keyboard.press('Tab')
    await tab.keyboard.press('Space')
    await tab.keyboard.press('Tab')
    await tab.keyboard.press('Tab')
    await tab.keyboard.press('Enter')
    await tab.getByRole('status').waitFor()

    expect(await tab.getByRole('status').textContent()).toBe('Your preferences are saved.')
    expect(await tab.getByRole('checkbox', { name: 'Our newsletter' }).isChecked()).toBe(true)
    expect(house.consents.isValid(idOfAda(), 'news').valid).toBe(true)
    expect(house.consents.isValid(idOfAda(), 'sms').valid).toBe(false)
  })

  test.each(['light', 'dark'] as const)('in %s every text stands out from its ground', async colorScheme => {
    const tab = await browser.newPage({ colorScheme })
    await tab.goto(page)

    const ratios = await tab.evaluate(contrasts)

    expect(ratios.length).toBeGreaterThan(5)
    for (const { text, ratio } of ratios) expect(ratio, text).toBeGreaterThanOrEqual(4.5)
  })

  test('nothing is wider than a narrow telephone', async () => {
    const tab = await browser.newPage({ viewport: { width: 320, height: 640 } })
    await tab.goto(page)

    expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  })
})

/** Runs in the page: the contrast (WCAG) of each text with the first ground behind it. */
function contrasts(): { text: string; ratio: number }[] {
  const parse = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number)
  const luminance = (color: string) => {
    const [r = 0, g = 0, b = 0] = parse(color).map(part => {
      const share = part / 255
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const ground = (element: Element | null): string => {
    if (element === null) return 'rgb(255, 255, 255)'
    const color = getComputedStyle(element).backgroundColor
    return parse(color)[3] === 0 ? ground(element.parentElement) : color
  }
  return [...document.querySelectorAll('h1, p, legend, span, small, button, strong')].map(element => {
    const [high = 1, low = 1] = [getComputedStyle(element).color, ground(element)]
      .map(luminance)
      .sort((a, b) => b - a)
    return { text: element.textContent ?? '', ratio: (high + 0.05) / (low + 0.05) }
  })
}
