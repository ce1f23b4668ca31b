import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { address, codeNode, failAfterCommit, mailNode, scenario, shop } from '../support/shop.ts'

const tutorial = scenario('Referral code by email', [
  { id: 1, type: 'now' },
  codeNode(2),
  mailNode(3, 'Your code', '{{ webhook.code }}'),
])

test('a 500 after the code was made is retried and makes a second one: two codes, one mail', async () => {
  const world = shop({ people: ['ada'], scenarios: [tutorial] })
  await using sandbox = await startSandbox({ world, listen: false })
  await failAfterCommit(sandbox, 'cep/createReferral')

  await sandbox.startScenarios()
  await sandbox.settle()

  const codes = [...sandbox.talonOne.referrals.all()].map(({ code }) => code)
  expect(codes).toHaveLength(2)
  const mail = await sandbox.inbox.waitFor({ to: address('ada') })
  expect(mail.Text.trim()).toBe(codes[1])

  // How to see it: the customer's timeline has both requests, each with the code that it made.
  const { timeline } = await sandbox.timeline(address('ada'))
  expect(
    timeline
      .filter(({ kind }) => /webhook|referral-created/.test(kind))
      .map(({ kind, code }) => code ?? kind),
  ).toEqual([
    'bloomreach.webhook-request',
    codes[0],
    'bloomreach.webhook-response',
    'bloomreach.webhook-outcome',
    'bloomreach.webhook-request',
    codes[1],
    'bloomreach.webhook-response',
  ])
})
