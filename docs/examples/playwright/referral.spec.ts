import { expect, test } from '@playwright/test'
import { startSandbox } from 'referral-sandbox'

test('the mail shows the code', async ({ page }) => {
  const sandbox = await startSandbox({ world: 'referral.world.yaml' })
  try {
    await sandbox.startScenarios()
    const mail = await sandbox.inbox.waitFor({ to: 'ada@example.com' })

    await page.goto(`${sandbox.inbox.url}/view/${mail.ID}.html`)
    await expect(page.getByText('Your referral code:')).toContainText(/[A-Z0-9]{4}-[A-Z0-9]{4}/)
  } finally {
    await sandbox.stop()
  }
})
