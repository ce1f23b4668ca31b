// Talon.One's side of the tutorial by hand, in an empty world: an Application, a campaign, a profile, an API key.
import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { openConsole, withoutJourneys } from './support/console.ts'

const skipped = withoutJourneys

test.skipIf(skipped)(
  'an empty world gets an Application, a campaign, a profile and a key by hand',
  async () => {
    await using sandbox = await startSandbox({ world: {} })
    const { page, complaints, strangers } = await openConsole(sandbox.url, '/talon-one')
    const button = (name: string) => page.getByRole('button', { name, exact: true })
    const dialog = page.getByRole('dialog')

    await page.getByText('There is no Application yet.').waitFor()
    await button('Create Application').click()
    await dialog.getByLabel('Name').fill('Demo shop')
    await dialog.getByRole('button', { name: 'Create Application' }).click()
    await page.getByRole('heading', { level: 1, name: 'Demo shop' }).waitFor()

    await button('Create Campaign').click()
    await dialog.getByLabel('Campaign name').fill('Refer a friend')
    await dialog.getByLabel('Code format').fill('REF-####')
    const sample = await dialog.getByLabel('Sample code').textContent()
    await dialog.getByRole('button', { name: 'Create Campaign' }).click()
    await page.getByRole('heading', { level: 1, name: 'Refer a friend' }).waitFor()
    await page.getByText('No referral code was made yet.').waitFor()
    await page.getByRole('link', { name: 'Application 1' }).click()

    await page.getByRole('tab', { name: 'Customers' }).click()
    await button('Create customer profile').click()
    await dialog.getByLabel('Integration ID').fill('ada@example.com')
    await dialog.getByRole('button', { name: 'Create customer profile' }).click()
    await page.getByRole('link', { name: 'ada@example.com' }).waitFor()

    await page.getByRole('tab', { name: 'Settings' }).click()
    await button('Create API Key').click()
    await dialog.getByLabel('Key name').fill('Bloomreach')
    await dialog.getByLabel('Do you want to use this API Key with a 3rd party service?').selectOption('Yes')
    await dialog.getByLabel('Platform').selectOption('Customer Engagement Platform')
    await dialog.getByLabel('Key expiration date').fill('2030-01-01')
    await dialog.getByRole('button', { name: 'Create API Key' }).click()
    const key = (await dialog.locator('code').textContent()) ?? 'none'
    await dialog.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('cell', { name: 'Valid' }).waitFor()

    expect(sample).toMatch(/^REF-[A-Z0-9]{4}$/)
    expect(await page.content()).not.toContain(key)
    const answer = await sandbox.fetch(
      '/customer_engagement/referral?campaignId=1&advocateProfileIntegrationId=ada@example.com',
      { headers: { authorization: `ApiKey-v1 ${key}`, 'destination-hostname': sandbox.talonOne.hostname } },
    )
    expect(await answer.json()).toMatchObject({ code: expect.stringMatching(/^REF-[A-Z0-9]{4}$/) })
    expect(complaints).toEqual([])
    expect(strangers).toEqual([])
  },
)

test.skipIf(skipped)(
  'a key tells when it expires, by the sandbox’s clock, and is deleted once that is confirmed',
  async () => {
    await using sandbox = await startSandbox({
      clock: 'manual',
      world: {
        talonOne: {
          applications: [
            { id: 1, name: 'Demo shop', apiKeys: [{ title: 'Backend', expires: '2026-02-01T00:00:00Z' }] },
          ],
        },
        startsAt: '2026-01-05T09:00:00Z',
      },
    })
    const { page } = await openConsole(sandbox.url, '/talon-one/applications/1?tab=settings')

    await page.getByRole('cell', { name: 'Valid' }).waitFor()
    await sandbox.clock.advanceTo('2026-01-28T00:00:00Z')
    await page.getByRole('cell', { name: 'Expires soon' }).waitFor()
    await sandbox.clock.advanceTo('2026-02-01T00:00:00Z')
    await page.getByRole('cell', { name: 'Expired' }).waitFor()
    await page.getByRole('button', { name: 'Delete Backend' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete API key' }).click()
    await page.getByText('There is no API key yet.').waitFor()

    expect(sandbox.talonOne.apiKeys.ofApplication(1)).toEqual([])
  },
)
