import { startSandbox } from 'referral-sandbox'
import { expect, onTestFinished, test } from 'vitest'

test('the code that Talon.One created is in the mail', async () => {
  const sandbox = await startSandbox({ world: 'referral.world.yaml', clock: 'manual', listen: false })
  onTestFinished(() => sandbox.stop())

  await sandbox.startScenarios()
  await sandbox.clock.advance('1m')
  const mail = await sandbox.inbox.waitFor({ to: 'ada@example.com' })

  expect(mail.Text).toMatch(/[A-Z0-9]{4}-[A-Z0-9]{4}/)
})
