import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { codeNode, mailNode, scenario, shop, subjectsOf, track } from '../support/shop.ts'

const withReminder = scenario(
  'Referral with a reminder',
  [
    { id: 1, type: 'now' },
    codeNode(2),
    mailNode(3, 'Your code', '{{ webhook.code }}'),
    { id: 4, type: 'wait', event: { type: 'referral_redeemed' }, timeout: '7 days' },
    { id: 5, type: 'set_attribute', attributes: { referrals: 'redeemed' } },
    mailNode(6, 'Only a few days left', 'Still yours: {{ webhook.code }}'),
  ],
  [
    [1, 2],
    [2, 3],
    [3, 4],
    [4, 5],
    [4, 6, 'timeout'],
  ],
)

test('a reminder goes out after seven days, unless the code was redeemed', async () => {
  const world = shop({ people: ['ada', 'grace'], scenarios: [withReminder] })
  await using sandbox = await startSandbox({ world, clock: 'manual', listen: false })
  await sandbox.startScenarios()

  await sandbox.clock.advance('3d')
  await track(sandbox, 'ada', 'referral_redeemed')
  await sandbox.clock.advance('4d')

  expect(await subjectsOf(sandbox, 'ada')).toEqual(['Your code'])
  expect(await subjectsOf(sandbox, 'grace')).toEqual(['Your code', 'Only a few days left'])
  const [reminder, first] = await sandbox.inbox.search('to:grace@example.com')
  expect(reminder?.Snippet).toContain(first?.Snippet.trim())
})
