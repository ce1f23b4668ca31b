import { test as base, expect } from '@playwright/test'
import { type WorldFixtures, worldFixtures } from 'referral-sandbox/playwright'

const test = base.extend<WorldFixtures>(worldFixtures)

test('the mail shows the code', async ({ page, world }) => {
  await world.startScenarios()
  const mail = await world.inbox.waitFor({ to: 'ada@example.com' })

  await page.goto(`${world.inbox.url}/view/${mail.ID}.html`)
  await expect(page.getByText('Your referral code:')).toContainText(/[A-Z0-9]{4}-[A-Z0-9]{4}/)
})
