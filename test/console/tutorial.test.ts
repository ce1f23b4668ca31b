// Talon.One's tutorial "Creating referrals via Bloomreach Engagement" in a browser, each step by its role and name, in an empty world.
import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { CanvasPage } from './support/canvas-page.ts'
import { openConsole, withoutJourneys } from './support/console.ts'
import { pictureOf } from './support/pictures.ts'
import { bloomreachByHand, talonOneByHand } from './support/tutorial-by-hand.ts'

const skipped = withoutJourneys

test.skipIf(skipped)(
  'the tutorial is done by hand: from the application to the code in the inbox',
  async () => {
    await using sandbox = await startSandbox({ world: {}, clock: 'manual' })
    const { page, complaints, strangers } = await openConsole(sandbox.url, '/')
    const canvas = new CanvasPage(page)
    const { campaignId, key } = await talonOneByHand(page)
    await bloomreachByHand(page, key, sandbox.talonOne.hostname)
    const url =
      `https://integration.talon.one/customer_engagement/referral?campaignId=${campaignId}` +
      '&advocateProfileIntegrationId={{ customer.email | urlencode }}'

    await page.getByRole('navigation').getByRole('link', { name: 'Scenarios', exact: true }).first().click()
    await page.getByRole('link', { name: 'New Scenario' }).click()
    await canvas.drag('Now', { x: 80, y: 200 })
    await canvas.drag('Wait', { x: 320, y: 200 })
    await canvas.drag('Webhook', { x: 320, y: 330 })
    await canvas.drag('Email', { x: 560, y: 330 })
    for (const from of [1, 2, 3]) await canvas.connect(from, from + 1)
    await page.getByRole('button', { name: 'Tidy up' }).click()
    await pictureOf(page, '4-four-nodes')

    await canvas.open('Wait #2')
    await page.getByLabel('Wait for').selectOption({ label: 'A specific time period' })
    await page.getByLabel('Time period').fill('1')
    await page.getByLabel('Unit').selectOption({ label: 'minutes' })
    await pictureOf(page, '5-wait')
    await canvas.done()

    await canvas.open('Webhook #3')
    await page.getByLabel('Method').selectOption('GET')
    await page.getByRole('textbox', { name: 'URL' }).fill(url)
    await page.getByLabel('Response handling').selectOption({ label: 'Process response as JSON' })
    await pictureOf(page, '6-webhook')
    await page.getByRole('tab', { name: 'Settings' }).click()
    await page.getByLabel('Enable Authentication').check()
    await page.getByLabel('Authentication', { exact: true }).selectOption('Talon.One referrals')
    await page.getByLabel('Consent category', { exact: true }).selectOption('newsletter')
    await pictureOf(page, '7-webhook-settings')
    await canvas.done()

    await canvas.open('Email #4')
    await page.getByRole('textbox', { name: 'Subject' }).fill('Your referral code')
    await page
      .getByRole('textbox', { name: 'HTML builder' })
      .fill('<head><meta charset="utf-8" /></head>\n<p>Your referral code: {{ webhook.code }}</p>')
    await page.frameLocator('iframe').getByText('Your referral code: [code]').waitFor()
    await pictureOf(page, '8-email')
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
    await page.getByRole('group', { name: 'Email #4' }).getByText('1 customer').waitFor()
    await page.getByRole('button', { name: 'Begin' }).click()
    for (const _ of [1, 2, 3]) await page.getByRole('button', { name: 'Step', exact: true }).click()
    await page.getByText('The way ends here.').waitFor()
    await pictureOf(page, '9-preview')
    expect(await sandbox.inbox.list()).toEqual([])

    await page.getByRole('button', { name: 'Start' }).click()
    const confirm = page.getByRole('dialog', { name: 'Confirm scenario execution' })
    await confirm.getByText('2 affected customers').waitFor()
    await pictureOf(page, '10-start')
    await confirm.getByRole('button', { name: 'Start' }).click()
    await page.getByRole('button', { name: '1 waiting' }).waitFor()
    await page.getByRole('button', { name: /World time/ }).click()
    await page.getByRole('menuitem', { name: 'Advance by 1 minute' }).click()
    await page.getByRole('button', { name: '1 entered' }).nth(3).waitFor()
    await pictureOf(page, '11-evaluate')

    await page.getByRole('navigation').getByRole('link', { name: 'Inbox', exact: true }).first().click()
    await page
      .getByRole('list', { name: 'Mails' })
      .getByRole('link', { name: /Your referral code/ })
      .click()
    await page
      .frameLocator('iframe')
      .getByText(/Your referral code: REF-[A-Z0-9]{4}/)
      .waitFor()
    await pictureOf(page, '12-mail')

    expect(complaints).toEqual([])
    expect(strangers).toEqual([])
  },
)
