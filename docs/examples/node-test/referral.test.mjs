import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSandbox } from 'referral-sandbox'

test('the code that Talon.One created is in the mail', async t => {
  const sandbox = await startSandbox({ world: 'referral.world.yaml', clock: 'manual', listen: false })
  t.after(() => sandbox.stop())

  await sandbox.startScenarios()
  await sandbox.clock.advance('1m')
  const mail = await sandbox.inbox.waitFor({ to: 'ada@example.com' })

  assert.match(mail.Text, /[A-Z0-9]{4}-[A-Z0-9]{4}/)
})
