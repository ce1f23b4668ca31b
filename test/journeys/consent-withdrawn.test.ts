import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { codeNode, mailNode, scenario, shop, statusesOf, subjectsOf, track } from '../support/shop.ts'

const patient = scenario('Referral after a day', [
  { id: 1, type: 'now' },
  { id: 2, type: 'wait', period: '1 day' },
  codeNode(3),
  mailNode(4, 'Your code', '{{ webhook.code }}'),
])

test('consent that is withdrawn during the wait holds back both the code and the mail', async () => {
  const world = shop({ people: ['ada', 'grace'], scenarios: [patient] })
  await using sandbox = await startSandbox({ world, clock: 'manual', listen: false })
  await sandbox.startScenarios()

  await sandbox.clock.advance('6h')
  await track(sandbox, 'ada', 'consent', { action: 'reject', category: 'newsletter' })
  await sandbox.clock.advance('18h')

  expect(await statusesOf(sandbox, 'ada', 3)).toEqual(['suppressed'])
  expect(await subjectsOf(sandbox, 'ada')).toEqual([])
  expect(await subjectsOf(sandbox, 'grace')).toEqual(['Your code'])
  expect([...sandbox.talonOne.referrals.all()]).toHaveLength(1)
})

test('a consent event with an unknown action revokes by design', async () => {
  const world = shop({ people: ['ada'], scenarios: [patient] })
  await using sandbox = await startSandbox({ world, clock: 'manual', listen: false })
  await sandbox.startScenarios()

  await track(sandbox, 'ada', 'consent', {
    action: 'Accept',
    category: 'newsletter',
    valid_until: 'unlimited',
  })
  await sandbox.clock.advance('1d')

  expect(await statusesOf(sandbox, 'ada', 3)).toEqual(['suppressed'])
})
