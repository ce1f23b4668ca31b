import { describe, expect, test } from 'vitest'
import { frequencyPolicySchema } from '../../../../mocks/bloomreach/policies/frequency-policy.ts'
import type { BloomreachSettings } from '../../../../mocks/bloomreach/settings.ts'
import { givenBloomreach, NOON } from '../../../support/bloomreach.ts'
import { chain, email, givenScenarios, now as onStart } from '../../../support/scenarios.ts'

const HOUR = 3_600
const now = NOON / 1_000

async function given(limits: unknown[], settings: Partial<BloomreachSettings> = {}) {
  const house = givenBloomreach(settings)
  const { frequencyPolicies, customers } = house
  frequencyPolicies.add({ ...frequencyPolicySchema.parse({ name: 'Twice', limits }), id: 'p1' })
  await house.customer('ada')
  const id = customers.find({ registered: 'ada' })?.id ?? ''
  const sent = (properties: object, at = now) =>
    house.event(
      'ada',
      'campaign',
      { campaign_policy: 'p1', action_type: 'email', status: 'enqueued', ...properties },
      at,
    )
  return {
    ...house,
    id,
    sent,
    allowed: (policy = 'Twice', type = 'email') => frequencyPolicies.verdict(id, policy, type).allowed,
  }
}
const twoADay = [{ count: 2, per: '1 day' }]

describe('frequency policies', () => {
  test('with 2 per day the first two are sent and the third is blocked', async () => {
    const { sent, allowed, frequencyPolicies, id } = await given(twoADay)

    expect(allowed()).toBe(true)
    await sent({})
    expect(allowed()).toBe(true)
    await sent({})

    expect(frequencyPolicies.verdict(id, 'p1', 'email')).toMatchObject({
      allowed: false,
      policyId: 'p1',
      reason: expect.stringContaining('2 of 2 in 1 day'),
    })
  })

  test('one policy counts all channels together: email, SMS, push and webhooks', async () => {
    const { sent, allowed } = await given(twoADay)
    await sent({ action_type: 'sms' })
    await sent({ action_type: 'webhook', status: 'delivered' })

    expect(allowed()).toBe(false)
  })

  test('a message counts once, whatever happened to it afterwards', async () => {
    const { sent, allowed } = await given(twoADay)
    for (const status of ['enqueued', 'delivered', 'opened', 'clicked']) await sent({ status })
    for (const status of ['suppressed', 'failed', 'enqueue_failed']) await sent({ status })

    expect(allowed()).toBe(true)
  })

  test('different policies do not interact', async () => {
    const { sent, allowed } = await given(twoADay)
    for (let n = 0; n < 3; n++) await sent({ campaign_policy: 'another' })

    expect(allowed()).toBe(true)
  })

  test('the default policy Unlimited blocks nothing', async () => {
    const { sent, allowed, frequencyPolicies, id } = await given(twoADay)
    for (let n = 0; n < 9; n++) await sent({})

    expect(allowed('Unlimited')).toBe(true)
    expect(frequencyPolicies.verdict(id, undefined, 'email')).toEqual({ allowed: true, policyId: '' })
  })

  test('the default policy is known as unlimited-policy, and by the id that it had here before', async () => {
    const bloomreach = await givenScenarios()
    const mails = ['unlimited-policy', 'unlimited'].map((frequencyPolicy, index) =>
      email({ id: index + 2, html: 'x', frequencyPolicy }),
    )

    await bloomreach.start(chain(onStart, ...mails))

    const policies = bloomreach.campaignEvents('ada').map(({ campaign_policy }) => campaign_policy)
    expect(new Set(policies)).toEqual(new Set(['unlimited-policy']))
    expect(bloomreach.outbox).toHaveLength(2)
  })

  test('only marketing emails count towards the email action type', async () => {
    const { event, allowed } = await given([{ count: 1, per: '1 day', actions: ['email'] }])
    await event('ada', 'campaign', { action_type: 'transactional_email', status: 'enqueued' })

    expect(allowed()).toBe(true)
  })

  test('a limit may be for one customer segment', async () => {
    const { sent, allowed, segmentations, customer } = await given([
      { count: 0, per: '1 day', segment: { segmentation: 'Plan', is: 'free' } },
    ])
    segmentations.add({ id: 's', name: 'Plan', segments: [{ name: 'free', if: {} }] })
    segmentations.judge = (_, { properties }) => properties.plan === 'free'
    await sent({})

    expect(allowed()).toBe(true)
    await customer('ada', { plan: 'free' })

    expect(allowed()).toBe(false)
  })

  test('a limit may count one kind of action only', async () => {
    const { sent, allowed } = await given([{ count: 1, per: '1 day', actions: ['push'] }])
    await sent({})

    expect(allowed('Twice', 'push')).toBe(true)
    await sent({ action_type: 'mobile notification', status: 'delivered' })

    expect(allowed('Twice', 'push')).toBe(false)
    expect(allowed('Twice', 'email')).toBe(true)
  })

  test('a limit may count several kinds of action together', async () => {
    const { sent, allowed } = await given([{ count: 2, per: '1 day', actions: ['email', 'push'] }])
    await sent({})
    await sent({ action_type: 'mobile notification', status: 'delivered' })

    expect(allowed()).toBe(false)
  })

  test('a webhook counts as one whatever webhookActionType calls it', async () => {
    const limit = { count: 1, per: '1 day', actions: ['webhook'] }
    const { sent, allowed } = await given([limit], { webhookActionType: 'api call' })
    await sent({ action_type: 'api call', status: 'sent' })

    expect(allowed('Twice', 'webhook')).toBe(false)
  })

  test('frequencyWindow rolling looks back 24 hours, calendar on the day so far', async () => {
    for (const [frequencyWindow, expected] of [
      ['rolling', false],
      ['calendar', true],
    ] as const) {
      const { sent, allowed } = await given([{ count: 1, per: '1 day' }], { frequencyWindow })
      await sent({}, now - 13 * HOUR)

      expect(allowed()).toBe(expected)
    }
  })

  test('the Smart newsletter policy is there from the start', async () => {
    const { event, allowed } = await given([], { smartNewsletterPer: '2 days' })
    const earlier = now - 40 * HOUR
    const sent = { campaign_policy: 'smart-newsletter-policy', action_type: 'email', status: 'enqueued' }

    expect(allowed('Smart newsletter policy')).toBe(true)
    await event('ada', 'campaign', sent, earlier)

    expect(allowed('Smart newsletter policy')).toBe(false)
  })

  test('what was sent longer ago than the window is forgotten', async () => {
    const { sent, allowed, world } = await given([{ count: 1, per: '1 day' }])
    await sent({})
    await world.clock.advance(24 * HOUR * 1_000 - 1)
    expect(allowed()).toBe(false)
    await world.clock.advance(1)

    expect(allowed()).toBe(true)
  })
})
