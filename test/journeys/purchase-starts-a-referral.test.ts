import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { referralWithCode } from '../support/referrals.ts'
import { address, codeNode, mailNode, scenario, shop, subjectsOf, track } from '../support/shop.ts'

const afterPurchase = scenario('Referral after purchase', [
  {
    id: 1,
    type: 'on_event',
    event: 'purchase',
    filter: [{ property: 'total', operator: 'at least', value: 100 }],
  },
  { id: 2, type: 'wait', period: '2 hours' },
  codeNode(3),
  { id: 4, type: 'set_attribute', attributes: { referral_code: '{{ webhook.code }}' } },
  mailNode(5, 'Thank you', 'You spent {{ event.total }}. Your code: {{ webhook.code }}'),
])

test('a purchase over 100 starts a referral two hours later, a smaller one nothing', async () => {
  const world = shop({ people: ['ada', 'grace'], scenarios: [afterPurchase] })
  await using sandbox = await startSandbox({ world, clock: 'manual', listen: false })
  await sandbox.startScenarios()

  await track(sandbox, 'ada', 'purchase', { total: 150 })
  await track(sandbox, 'grace', 'purchase', { total: 99 })
  await sandbox.clock.advance('119m')
  expect(await subjectsOf(sandbox, 'ada')).toEqual([])
  await sandbox.clock.advance('1m')

  const mail = await sandbox.inbox.waitFor({ to: address('ada') })
  const { referral_code: code } =
    sandbox.bloomreach.customers.find({ registered: address('ada') })?.properties ?? {}
  expect(mail.Text.trim()).toBe(`You spent 150. Your code: ${code}`)
  expect(referralWithCode(sandbox, String(code))).toMatchObject({
    advocateProfileIntegrationId: address('ada'),
  })
  expect(await subjectsOf(sandbox, 'grace')).toEqual([])
})
