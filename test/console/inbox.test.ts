// The inbox in a browser: live, read by keys, searched; a mail's sides, and the way back to its cause.
import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { openConsole, withoutJourneys } from './support/console.ts'

const skipped = withoutJourneys

test.skipIf(skipped)('mails arrive while the list is open, and keys go through them', async () => {
  await using sandbox = await startSandbox()
  const { page, complaints, strangers } = await openConsole(sandbox.url, '/inbox')
  await page.getByText('No mail was captured yet.').waitFor()
  const mails = page.getByRole('list', { name: 'Mails' }).getByRole('listitem')

  await sandbox.startScenarios()
  await sandbox.settle()
  await mails.nth(2).waitFor()
  await mails.first().getByRole('link').click()
  await page.getByRole('heading', { level: 2, name: 'Your referral code' }).waitFor()
  await page.getByText('3 mails, 2 unread.').waitFor()
  await page.keyboard.press('j')
  await page.getByText('3 mails, 1 unread.').waitFor()
  await page.keyboard.press('k')
  await page.keyboard.press('u')
  await page.getByText('3 mails, 2 unread.').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('to:ada@example.com')
  await mails.nth(1).waitFor({ state: 'detached' })

  expect(await mails.count()).toBe(1)
  expect(complaints).toEqual([])
  expect(strangers).toEqual([])
})

test.skipIf(skipped)('a mail shows its sides, and leads back to the customer', async () => {
  await using sandbox = await startSandbox()
  await sandbox.startScenarios()
  await sandbox.settle()
  const mail = await sandbox.inbox.waitFor({ to: 'ada@example.com' })
  const code = /code: (\S+)/.exec(mail.Text)?.[1] ?? 'none'
  const { page } = await openConsole(sandbox.url, `/inbox/${mail.ID}`)

  const frame = page.frameLocator('iframe')
  await frame.getByText(code).waitFor()
  await page.getByText('Remote content is blocked').waitFor()
  for (const [side, text] of [
    ['Text', code],
    ['Headers', 'Message-Id'],
    ['Source', 'Content-Transfer-Encoding'],
    ['Checks', 'caniemail.com'],
    ['How it came about', 'webhook.code'],
  ] as const) {
    await page.getByRole('tab', { name: side }).click()
    await page.getByRole('tabpanel').getByText(text, { exact: false }).first().waitFor()
  }
  await page.getByRole('link', { name: 'The whole story of this customer' }).click()

  await page.getByRole('heading', { level: 1, name: 'ada@example.com' }).waitFor()
  await page.getByRole('link', { name: 'Open the mail' }).waitFor()
})

test.skipIf(skipped)(
  'all mails are deleted after a question, to which focus goes and from which it returns',
  async () => {
    await using sandbox = await startSandbox()
    await sandbox.startScenarios()
    await sandbox.settle()
    const { page } = await openConsole(sandbox.url, '/inbox')
    const button = page.getByRole('button', { name: 'Delete all' })

    await button.click()
    await page.getByRole('alertdialog', { name: 'Delete all mails?' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    expect(await button.evaluate(shown => shown === document.activeElement)).toBe(true)
    await button.click()
    await page.getByRole('button', { name: 'Delete 3 mails' }).click()

    await page.getByText('No mail was captured yet.').waitFor()
    expect(await sandbox.inbox.list()).toEqual([])
  },
)
