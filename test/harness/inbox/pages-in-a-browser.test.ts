// The inbox's pages as a person uses them, in a real browser: current by themselves, with buttons, on a phone too.
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { startSandbox } from '../../../harness/index.ts'
import { noBrowser, openBrowser } from '../../support/browser.ts'

const isSkipped = noBrowser !== undefined

async function opened() {
  const sandbox = await startSandbox({ clock: 'manual' })
  onTestFinished(() => sandbox.stop())
  const browser = await openBrowser()
  onTestFinished(() => browser.close())
  const page = await browser.newPage({ viewport: { width: 390, height: 800 } })
  const problems: string[] = []
  page.on('pageerror', error => problems.push(String(error)))
  page.on('console', message => {
    if (message.type() === 'error') problems.push(message.text())
  })
  await page.goto(sandbox.inbox.url)
  return { sandbox, page, problems }
}

const widthBeyondThePage = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

test.skipIf(isSkipped)(
  `the inbox is current by itself, and its buttons work${isSkipped ? ` (skipped: ${noBrowser})` : ''}`,
  async () => {
    const { sandbox, page, problems } = await opened()
    const mails = page.locator('ol.mails li')

    await page.locator('.empty').waitFor()
    await sandbox.startScenarios()
    await sandbox.clock.advance('1m')
    await mails.nth(2).waitFor()
    expect(await mails.count()).toBe(3)
    expect(await widthBeyondThePage(page)).toBe(0)

    await mails.first().locator('a.subject').click()
    await page.locator('article.message').waitFor()
    expect(await widthBeyondThePage(page)).toBe(0)
    expect(await page.getByRole('link', { name: 'How it came to this mail' }).getAttribute('href')).toContain(
      `${sandbox.url}/console/customers/`,
    )
    await page.getByRole('link', { name: 'Older' }).click()
    await page.getByRole('link', { name: 'Newer' }).waitFor()
    await page.getByRole('button', { name: 'Mark unread' }).click()
    await mails.nth(2).waitFor()
    expect(await page.locator('ol.mails li.unread').count()).toBe(2)

    await mails.first().locator('a.subject').click()
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('link', { name: /All mails/ }).click()
    expect(await mails.count()).toBe(2)
    await page.getByRole('button', { name: 'Delete all' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.locator('.empty').waitFor()
    expect(await sandbox.inbox.list()).toEqual([])
    expect(problems).toEqual([])
  },
)

test.skipIf(isSkipped)(
  `a link of a mail opens after a question, and remote content is said to be left out${isSkipped ? ` (skipped: ${noBrowser})` : ''}`,
  async () => {
    const { sandbox, page } = await opened()
    const own = `${sandbox.url}/_sandbox/ready`
    await fetch(`${sandbox.inbox.url}/api/v1/send`, {
      method: 'POST',
      body: JSON.stringify({
        From: { Email: 'shop@example.com' },
        To: [{ Email: 'ada@example.com' }],
        Subject: 'Links',
        HTML: `<a href="${own}">x</a><img src="https://elsewhere.example/pixel.gif">`,
      }),
    })

    await page.getByRole('link', { name: 'Links' }).click()
    await page.getByText('Remote content is not loaded').waitFor()
    await page.locator('a[data-outside]').click()
    expect(await page.getByRole('dialog').locator('code').textContent()).toBe(own)
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(page.context().pages()).toHaveLength(1)
    await page.locator('a[data-outside]').click()
    const [popup] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('button', { name: 'Open' }).click(),
    ])

    expect(popup.url() === own || (await popup.waitForURL(own)) === undefined).toBe(true)
  },
)
