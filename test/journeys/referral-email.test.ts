import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { referralWithCode } from '../support/referrals.ts'

test("the tutorial: a customer gets the code that Talon.One keeps, one minute after the scenario's start", async () => {
  await using sandbox = await startSandbox({ clock: 'manual' })

  await sandbox.startScenarios()
  expect(await sandbox.inbox.list()).toEqual([])
  await sandbox.clock.advance('1m')

  const mail = await sandbox.inbox.waitFor({ to: 'ada@example.com' })
  expect(mail.Subject).toBe('Your referral code')
  const [, code] = /Your referral code: ([A-Z0-9]{4}-[A-Z0-9]{4})/.exec(mail.HTML) ?? []
  expect(referralWithCode(sandbox, code)).toMatchObject({
    campaignId: 373,
    advocateProfileIntegrationId: 'ada@example.com',
  })
})

test('the story of one customer goes across both vendors and the inbox', async () => {
  await using sandbox = await startSandbox()

  await sandbox.startScenarios()
  await sandbox.settle()

  const { timeline } = await sandbox.timeline('ada@example.com')
  const story = timeline
    .filter(entry => !entry.detail)
    .map(entry => `${entry.at.slice(11, 19)} ${entry.kind}`)
  expect(story).toEqual([
    '09:00:00 bloomreach.run-entered',
    '09:00:00 bloomreach.waiting',
    '09:01:00 bloomreach.webhook-request',
    '09:01:00 talon-one.referral-created',
    '09:01:00 bloomreach.webhook-response',
    '09:01:00 bloomreach.campaign-event',
    '09:01:00 bloomreach.email-sent',
    '09:01:00 inbox.message',
    '09:01:00 bloomreach.campaign-event',
    '09:01:00 bloomreach.campaign-event',
    '09:01:00 bloomreach.run-ended',
  ])
})

test('a customer without consent gets neither a code nor a mail, and the campaign event says why', async () => {
  await using sandbox = await startSandbox()

  await sandbox.startScenarios()
  await sandbox.settle()

  const { timeline } = await sandbox.timeline('alan@example.com')
  expect(timeline.find(entry => entry.kind === 'bloomreach.campaign-event')).toMatchObject({
    status: 'suppressed',
  })
  expect(await sandbox.inbox.search('to:alan@example.com')).toEqual([])
  expect(await sandbox.inbox.list()).toHaveLength(3)
})

test('the same seed gives the same codes and mails, another seed gives others', async () => {
  const bodies = async (seed: string) => {
    await using sandbox = await startSandbox({ seed, listen: false })
    await sandbox.startScenarios()
    await sandbox.settle()
    const mails = await sandbox.inbox.list()
    return Promise.all(
      mails.map(async mail => await (await sandbox.inboxFetch(`/api/v1/message/${mail.ID}/raw`)).text()),
    )
  }

  const once = await bodies('one')

  expect(await bodies('one')).toEqual(once)
  expect(await bodies('two')).not.toEqual(once)
})
