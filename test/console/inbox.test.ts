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
  await page.getByText('Looking at it here counts as no open').waitFor()
  expect(await page.getByText('Remote content is blocked').count()).toBe(0)
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

test.skipIf(skipped)(
  'what is blocked of a mail is said, and one mail is deleted after a question',
  async () => {
    await using sandbox = await startSandbox({ world: {} })
    const html = '<p>Hello</p><img src="https://cdn.example/logo.png" alt="Logo">'
    for (const [subject, body] of [
      ['With a logo', html],
      ['Plain', '<p>Hello, <a href="https://shop.example/?src=https://ads.example">look</a></p>'],
    ])
      await sandbox.fetch('/_sandbox/inbox/api/v1/send', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          From: { Email: 'shop@example.com' },
          To: [{ Email: 'ada@example.com' }],
          Subject: subject,
          HTML: body,
        }),
      })
    const { page, strangers } = await openConsole(sandbox.url, '/inbox')
    const title = (name: string) => page.getByRole('heading', { level: 2, name })

    await page.getByRole('link', { name: /With a logo/ }).click()
    await page.getByText('Remote content is blocked').waitFor()
    await page.getByRole('link', { name: /Plain/ }).click()
    await page.frameLocator('iframe').getByText('Hello').waitFor()
    expect(await page.getByText('Remote content is blocked').count()).toBe(0)

    await title('Plain').waitFor()
    await page.keyboard.press('Delete')
    await page.getByRole('alertdialog', { name: 'Delete this mail?' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Delete', exact: true }).press('Enter')
    await page.getByRole('button', { name: 'Delete the mail' }).press('Enter')
    await page.getByText('1 mail, 0 unread.').waitFor()
    expect((await sandbox.inbox.list()).map(({ Subject }) => Subject)).toEqual(['With a logo'])
    expect(strangers).toEqual([])
  },
)
