import { test } from 'referral-sandbox/vitest'

test.concurrent('Ada gets her code', async ({ world, expect }) => {
  await world.startScenarios()
  await world.clock.advance('1m')

  await expect(world).toHaveMailed('ada@example.com', 'Your referral code')
})

test.concurrent('Ada gets no mail while Talon.One answers 429', async ({ world, expect }) => {
  await world.faults.add({ operation: 'cep/createReferral', answer: { status: 429 } })
  await world.startScenarios()
  await world.clock.advance('1m')

  await expect(world).not.toHaveMailed('ada@example.com')
})
