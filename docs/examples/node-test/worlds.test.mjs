import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openWorld } from 'referral-sandbox/worlds'

test('Ada gets her code', async t => {
  const world = await openWorld()
  t.after(() => world.stop())

  await world.startScenarios()
  await world.clock.advance('1m')
  const mail = await world.inbox.waitFor({ to: 'ada@example.com' })

  assert.match(mail.Text, /[A-Z0-9]{4}-[A-Z0-9]{4}/)
})
