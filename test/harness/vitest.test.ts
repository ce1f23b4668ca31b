import { expect } from 'vitest'
import { test } from '../../harness/vitest.ts'

test('the fixture is a fresh sandbox on the manual clock, and the matchers read it', async ({ sandbox }) => {
  await sandbox.startScenarios()
  await sandbox.clock.advance('1m')

  await expect(sandbox).toHaveMailed('ada@example.com', 'Your referral code')
  await expect(sandbox).not.toHaveMailed('alan@example.com')
  await expect(sandbox).toHaveTracked('alan@example.com', { status: 'suppressed' })
})

test('a matcher that fails says what there is instead', async ({ sandbox }) => {
  await expect(expect(sandbox).toHaveMailed('ada@example.com')).rejects.toThrow(
    'expected a mail to ada@example.com; the inbox has 0 for this address',
  )
})

test('without a set-up a world is a sandbox of its own, which has ports', async ({ world }) => {
  await world.startScenarios()
  await world.clock.advance('1m')

  await expect(world).toHaveMailed('ada@example.com')
  expect((await fetch(`${world.url}/_sandbox/ready`)).status).toBe(200)
})
