// Talon.One's tutorial "Creating referrals via Bloomreach Engagement" in a browser, each step by its role and name, from an empty world.
import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { CanvasPage } from './support/canvas-page.ts'
import { noBrowser, openConsole, withoutBrowser } from './support/console.ts'
import { pictureOf } from './support/pictures.ts'
import { prepareTutorial } from './support/prepared-tutorial.ts'

const skipped = withoutBrowser(noBrowser)

test.skipIf(skipped)(
  'the tutorial is done by hand: four nodes, a start, and the code is in the inbox',
  async () => {
    await using sandbox = await startSandbox({ world: {}, clock: 'manual' })
    const { campaignId } = await prepareTutorial(sandbox)
    const { page, complaints, strangers } = await openConsole(sandbox.url, '/scenarios')
    const canvas = new CanvasPage(page)
    const url =
      `https://integration.talon.one/customer_engagement/referral?campaignId=${campaignId}` +
      '&advocateProfileIntegrationId={{ customer.email | urlencode }}'

    await page.getByRole('link', { name: 'New Scenario' }).click()
    await canvas.drag('Now', { x: 80, y: 200 })
    await canvas.drag('Wait', { x: 320, y: 200 })
    await canvas.drag('Webhook', { x: 320, y: 330 })
    await canvas.drag('Email', { x: 560, y: 330 })
    for (const from of [1, 2, 3]) await canvas.connect(from, from + 1)
    await pictureOf(page, '1-four-nodes')

    await canvas.open('Wait #2')
    await page.getByLabel('Wait for').selectOption({ label: 'A specific time period' })
    await page.getByLabel('Time period').fill('1')
    await page.getByLabel('Unit').selectOption({ label: 'minutes' })
    await pictureOf(page, '2-wait')
    await canvas.done()

    await canvas.open('Webhook #3')
    await page.getByLabel('Method').selectOption('GET')
    await page.getByRole('textbox', { name: 'URL' }).fill(url)
    await page.getByLabel('Response handling').selectOption({ label: 'Process response as JSON' })
    await pictureOf(page, '3-webhook')
    await page.getByRole('tab', { name: 'Settings' }).click()
    await page.getByLabel('Enable Authentication').check()
    await page.getByLabel('Authentication', { exact: true }).selectOption('Talon.One referrals')
    await page.getByLabel('Consent category', { exact: true }).selectOption('newsletter')
    await pictureOf(page, '4-webhook-settings')
    await canvas.done()

    await canvas.open('Email #4')
    await page.getByRole('textbox', { name: 'Subject' }).fill('Your referral code')
    await page
      .getByRole('textbox', { name: 'HTML builder' })
      .fill('<head><meta charset="utf-8" /></head>\n<p>Your referral code: {{ webhook.code }}</p>')
    await page.frameLocator('iframe').getByText('Your referral code:').waitFor()
    await pictureOf(page, '5-email')
    await page.getByRole('tab', { name: 'Settings' }).click()
    await page.getByLabel('Recipients').selectOption({ label: 'Customers matching campaign' })
    await page.getByLabel('Consent category', { exact: true }).selectOption('newsletter')
    await canvas.done()

    await page.getByRole('button', { name: 'Rename' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Referral code by email')
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Version 1').waitFor()

    await page.getByRole('tab', { name: 'Preview (Test)' }).click()
    await page.getByRole('group', { name: 'Email #4' }).getByText('2 customers').waitFor()
    await page.getByRole('button', { name: 'Begin' }).click()
    for (const _ of [1, 2, 3]) await page.getByRole('button', { name: 'Step', exact: true }).click()
    await page.getByText('The way ends here.').waitFor()
    await pictureOf(page, '6-preview')
    expect(await sandbox.inbox.list()).toEqual([])

    await page.getByRole('button', { name: 'Start' }).click()
    const confirm = page.getByRole('dialog', { name: 'Confirm scenario execution' })
    await confirm.getByText('4 affected customers').waitFor()
    await pictureOf(page, '7-start')
    await confirm.getByRole('button', { name: 'Start' }).click()
    await page.getByRole('button', { name: '2 waiting' }).waitFor()
    await sandbox.clock.advance('1m')
    await page.getByRole('button', { name: '2 entered' }).nth(3).waitFor()
    await pictureOf(page, '8-evaluate')

    const mail = await sandbox.inbox.waitFor({ to: 'ada@example.com' })
    expect(mail.Text).toMatch(/Your referral code: \S+/)
    expect(complaints).toEqual([])
    expect(strangers).toEqual([])
  },
)
