// The consumer: a shop's backend that makes a referral code for an advocate and lets a friend redeem it, with fetch alone.

export interface BackendOptions {
  origin: string
  key: string
}

export type Redemption = { redeemed: true } | { redeemed: false; because: string }

export class TalonOneRefusal extends Error {
  override readonly name = 'TalonOneRefusal'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** The new referral's code. */
export async function createReferral(
  options: BackendOptions,
  { campaignId, advocate }: { campaignId: number; advocate: string },
): Promise<string> {
  const { code } = await send(options, 'POST', '/v1/referrals', {
    campaignId,
    advocateProfileIntegrationId: advocate,
  })
  if (typeof code !== 'string' || code === '') throw new Error('the answer has no code')
  return code
}

interface Effect {
  effectType: string
  props: { rejectionReason?: string }
}

/** Closes the friend's session with the code; Talon.One says by effects what became of it. */
export async function redeem(
  options: BackendOptions,
  { sessionId, friend, code }: { sessionId: string; friend: string; code: string },
): Promise<Redemption> {
  const { effects } = await send(options, 'PUT', `/v2/customer_sessions/${sessionId}`, {
    customerSession: { profileId: friend, referralCode: code, state: 'closed' },
    responseContent: ['customerSession'],
  })
  for (const { effectType, props } of effects as Effect[]) {
    if (effectType === 'acceptReferral') return { redeemed: true }
    if (effectType === 'rejectReferral') return { redeemed: false, because: props.rejectionReason ?? '' }
  }
  return { redeemed: false, because: 'no rule of the campaign said so' }
}

async function send(
  { origin, key }: BackendOptions,
  method: string,
  path: string,
  body: unknown,
): Promise<Record<string, unknown>> {
  const response = await fetch(new URL(path, origin), {
    method,
    headers: { authorization: `ApiKey-v1 ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = (await response.json()) as Record<string, unknown>
  if (response.ok) return answer
  const { message } = answer
  if (typeof message !== 'string') throw new Error('the refusal has no message')
  throw new TalonOneRefusal(response.status, message)
}
