// Whatever sequence of create, redeem, cancel, update, expire and delete: the answers, counters, limits and inventory agree with a model
// of one page.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startTalonOne } from '../../support/talon-one.ts'
import { draws } from '../../support/thoroughness.ts'

const ADVOCATE = 'ada@example.com'
const CAMPAIGN_LIMIT = 6
const MINUTE = 60_000

interface ModelReferral {
  limit: number
  expiresAt: number
  friend: string | undefined
  isDeleted: boolean
}

class Model {
  now = 0
  readonly referrals: ModelReferral[] = []
  /** By session: the redemption that its closing made. */
  readonly redemptions = new Map<number, { referral: number; friend: string }>()
  readonly sessions = new Map<number, 'cancelled' | 'closed' | 'open'>()

  counter(referral: number): number {
    return [...this.redemptions.values()].filter(one => one.referral === referral).length
  }

  friendsOf(referral: number): string[] {
    return [...this.redemptions.values()].filter(one => one.referral === referral).map(({ friend }) => friend)
  }

  /** The reason for refusing the code, or undefined. */
  refusal(index: number, friend: string): string | undefined {
    const referral = this.referrals[index]
    if (referral === undefined || referral.isDeleted) return 'ReferralNotFound'
    if (referral.expiresAt <= this.now) return 'ReferralExpired'
    if (friend === ADVOCATE) return 'ReferralRecipientIdSameAsAdvocate'
    if (referral.friend !== undefined && referral.friend !== friend) return 'ReferralRecipientDoesNotMatch'
    if ([...this.redemptions.values()].some(one => one.friend === friend))
      return 'ReferralCustomerAlreadyReferred'
    if (referral.limit !== 0 && this.counter(index) >= referral.limit) return 'ReferralLimitReached'
    return this.redemptions.size >= CAMPAIGN_LIMIT ? 'CampaignLimitReached' : undefined
  }
}

const friend = fc.constantFrom(ADVOCATE, 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i')
const index = fc.nat(4)
const session = fc.nat(7)
const limit = fc.nat(3)
const step = fc.oneof(
  fc.record({
    do: fc.constant('create' as const),
    limit,
    minutes: fc.integer({ min: 1, max: 20 }),
    friend: fc.option(friend, { nil: undefined, freq: 4 }),
  }),
  fc.record({ do: fc.constant('close' as const), session, index, friend }),
  fc.record({ do: fc.constant('cancel' as const), session }),
  fc.record({ do: fc.constant('reopen' as const), session }),
  fc.record({ do: fc.constant('update' as const), index, limit }),
  fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ do: fc.constant('delete' as const), index }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

async function play(steps: readonly Step[]): Promise<void> {
  const talonOne = await startTalonOne({
    world: { clock: 'manual' },
    profiles: [ADVOCATE],
    campaign: { limits: [{ action: 'redeemReferral', limit: CAMPAIGN_LIMIT, entities: [] }] },
  })
  const start = talonOne.world.clock.now()
  const model = new Model()
  const made: { id: number; code: string }[] = []
  const referralPath = (i: number) => `/v1/applications/1/campaigns/373/referrals/${made[i]?.id ?? 0}`
  const put = (id: number, customerSession: Record<string, unknown>) =>
    talonOne.integration('PUT', `/v2/customer_sessions/s${id}`, { body: { customerSession } })

  async function take(step: Step): Promise<void> {
    switch (step.do) {
      case 'create': {
        const expiresAt = model.now + step.minutes * MINUTE
        const { status, body } = await talonOne.integration('POST', '/v1/referrals', {
          body: {
            campaignId: 373,
            advocateProfileIntegrationId: ADVOCATE,
            usageLimit: step.limit,
            expiryDate: new Date(start + expiresAt).toISOString(),
            ...(step.friend === undefined ? {} : { friendProfileIntegrationId: step.friend }),
          },
        })
        expect(status).toBe(201)
        made.push(body)
        model.referrals.push({ limit: step.limit, expiresAt, friend: step.friend, isDeleted: false })
        return
      }
      case 'close': {
        const isOpen = (model.sessions.get(step.session) ?? 'open') === 'open'
        const refusal = model.refusal(step.index, step.friend)
        const referralCode = made[step.index]?.code ?? 'NONE-SUCH'
        const answer = await put(step.session, { profileId: step.friend, referralCode, state: 'closed' })
        expect(answer.status).toBe(isOpen ? 200 : 400)
        if (!isOpen) return
        expect(answer.body.effects[0].props.rejectionReason).toBe(refusal)
        model.sessions.set(step.session, 'closed')
        if (refusal === undefined) {
          model.redemptions.set(step.session, { referral: step.index, friend: step.friend })
        }
        return
      }
      case 'cancel':
      case 'reopen': {
        const state = model.sessions.get(step.session)
        const isAllowed = state === 'closed' || (state === 'open' && step.do === 'cancel')
        const answer =
          step.do === 'cancel'
            ? await put(step.session, { state: 'cancelled' })
            : await talonOne.integration('PUT', `/v2/customer_sessions/s${step.session}/reopen`)
        expect(answer.status === 200).toBe(isAllowed)
        if (!isAllowed) return
        const types = answer.body.effects.map(({ effectType }: { effectType: string }) => effectType)
        expect(types).toEqual(model.redemptions.has(step.session) ? ['rollbackReferral'] : [])
        model.redemptions.delete(step.session)
        model.sessions.set(step.session, step.do === 'cancel' ? 'cancelled' : 'open')
        return
      }
      case 'update': {
        const referral = model.referrals[step.index]
        const { status } = await talonOne.management('PUT', referralPath(step.index), {
          body: { usageLimit: step.limit },
        })
        const exists = referral !== undefined && !referral.isDeleted
        expect(status).toBe(exists ? 200 : 404)
        if (exists) referral.limit = step.limit
        return
      }
      case 'wait':
        model.now += step.minutes * MINUTE
        await talonOne.world.clock.advance(step.minutes * MINUTE)
        return
      case 'delete': {
        const referral = model.referrals[step.index]
        const { status } = await talonOne.management('DELETE', referralPath(step.index))
        expect(status).toBe(referral !== undefined && !referral.isDeleted ? 204 : 404)
        if (referral !== undefined) referral.isDeleted = true
      }
    }
  }

  for (const one of steps) {
    await take(one)
    await agree()
  }

  async function agree(): Promise<void> {
    const alive = model.referrals.flatMap(({ isDeleted }, i) => (isDeleted ? [] : [i]))
    const expected = alive.map(i => [made[i]?.code, model.counter(i), model.friendsOf(i).sort()])
    const { body } = await talonOne.integration('GET', `/v1/customer_profiles/${ADVOCATE}/inventory`, {
      query: { referrals: true },
    })
    const shown = body.referrals.map(
      (one: { code: string; usageCounter: number; referredCustomers: string[] }) => [
        one.code,
        one.usageCounter,
        one.referredCustomers.sort(),
      ],
    )
    expect(shown).toEqual(expected)
    const campaign = await talonOne.management('GET', '/v1/applications/1/campaigns/373')
    expect(campaign.body.budgets[0].counter).toBe(model.redemptions.size)
    const { body: usable } = await talonOne.management(
      'GET',
      '/v1/applications/1/campaigns/373/referrals/no_total',
      { query: { usable: true } },
    )
    const usableIds = alive.filter(i => {
      const { limit = 0 } = model.referrals[i] ?? {}
      return limit === 0 || model.counter(i) < limit
    })
    expect(usable.data.map(({ id }: { id: number }) => id)).toEqual(usableIds.map(i => made[i]?.id))
  }
}

test('agrees with the model', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }), play),
    draws(40),
  )
})
