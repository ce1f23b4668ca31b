// A backend and Talon.One's Integration API: make a referral code, redeem it in a customer session.
import { EXAMPLE } from '../bloomreach-to-talon-one/example.ts'
import { talonOneStates } from '../bloomreach-to-talon-one/states.ts'
import type { Admitted, Contract, HttpInteraction, Stage } from '../court/contract.ts'
import { arrayContaining, injected, JSON_ANSWER, like, regex, string } from '../court/matching.ts'
import { startEmulatedTalonOne } from '../tenants/emulated-talon-one.ts'
import { createReferral, redeem, TalonOneRefusal } from './backend.ts'

const KEY = regex('^ApiKey-v1 \\S+$', `ApiKey-v1 ${EXAMPLE.key}`)
const WRONG_KEY = `ApiKey-v1 ${EXAMPLE.wrongKey}`
const CONTENT = { 'Content-Type': 'application/json' }
const REFUSAL = { headers: JSON_ANSWER, body: { message: string('Invalid request') } }

/** The effects of the description are one of some forty schemas, of which several fit when each is taken closed. */
const OVERLAPPING_EFFECTS: Admitted[] = ['pact', 'consumer', 'emulator'].map(subject => ({
  finding: `${subject}: response.body.incompatible: must match exactly one schema in oneOf`,
  because: 'the schemas of effects in the description overlap, so an effect fits several of them',
}))

const REJECTIONS: Admitted[] = ['pact', 'consumer', 'emulator'].map(subject => ({
  finding: `${subject}: response.body.incompatible: must NOT have additional properties - rejectionReason`,
  because: 'the schemas of effects in the description overlap, so an effect fits several of them',
}))

const newReferral = { campaignId: 373, advocate: EXAMPLE.customer }
const redemption = { sessionId: 'session-1', friend: 'grace@example.com', code: EXAMPLE.code }

const creation: HttpInteraction['request'] = {
  method: 'POST',
  path: '/v1/referrals',
  headers: { Authorization: KEY, ...CONTENT },
  body: {
    campaignId: injected('campaignId', newReferral.campaignId),
    advocateProfileIntegrationId: injected('customer', newReferral.advocate),
  },
}

const session: HttpInteraction['request'] = {
  method: 'PUT',
  path: injected('sessionId', redemption.sessionId, '/v2/customer_sessions/*'),
  headers: { Authorization: KEY, ...CONTENT },
  body: {
    customerSession: {
      profileId: injected('friend', redemption.friend),
      referralCode: injected('code', redemption.code),
      state: 'closed',
    },
    responseContent: ['customerSession'],
  },
}

const withWrongKey = (request: HttpInteraction['request']) => ({
  ...request,
  headers: { ...request.headers, Authorization: WRONG_KEY },
})

const access = ({ origin }: Stage, key: string = EXAMPLE.key) => ({ origin, key })

const interactions: Omit<HttpInteraction, 'kind'>[] = [
  {
    description: 'a new referral code',
    states: [{ name: 'a running campaign with referrals' }, { name: 'the customer has a profile' }],
    request: creation,
    response: { status: 201, headers: JSON_ANSWER, body: { code: string(EXAMPLE.code) } },
    live: 'safe',
    consume: async stage => {
      const code = await createReferral(access(stage), newReferral)
      if (code !== EXAMPLE.code) throw new Error(`the backend took ${code} for the code`)
    },
  },
  {
    description: 'a new referral code, with a key that nobody has',
    states: [
      { name: 'a running campaign with referrals' },
      { name: 'the customer has a profile' },
      { name: 'the key belongs to no Application' },
    ],
    request: withWrongKey(creation),
    response: { status: 401, ...REFUSAL },
    live: 'safe',
    consume: stage => expectRefusal(401, createReferral(access(stage, EXAMPLE.wrongKey), newReferral)),
  },
  {
    description: 'a new referral code, of a campaign that is not running',
    states: [{ name: 'a campaign that is not running' }, { name: 'the customer has a profile' }],
    request: creation,
    response: { status: 400, ...REFUSAL },
    consume: stage => expectRefusal(400, createReferral(access(stage), newReferral)),
  },
  {
    description: 'a friend closes a session with a referral code',
    admitted: [...OVERLAPPING_EFFECTS],
    states: [{ name: 'the customer holds the referral code of an advocate' }],
    request: session,
    response: {
      status: 200,
      headers: JSON_ANSWER,
      body: { effects: arrayContaining({ effectType: 'acceptReferral', props: like({}) }) },
    },
    consume: async stage => {
      const { redeemed } = await redeem(access(stage), redemption)
      if (!redeemed) throw new Error('the backend thinks that the code was rejected')
    },
  },
  {
    description: 'a friend closes a session with a code that does not exist',
    admitted: [...OVERLAPPING_EFFECTS, ...REJECTIONS],
    states: [{ name: 'a code that does not exist' }],
    request: session,
    response: {
      status: 200,
      headers: JSON_ANSWER,
      body: {
        effects: arrayContaining({ effectType: 'rejectReferral', props: { rejectionReason: string('X') } }),
      },
    },
    consume: async stage => {
      const { redeemed } = await redeem(access(stage), redemption)
      if (redeemed) throw new Error('the backend thinks that the code was redeemed')
    },
  },
  {
    description: 'a friend closes a session that is closed already',
    states: [{ name: 'the session of the code is closed already' }],
    request: session,
    response: { status: 400, ...REFUSAL },
    consume: stage => expectRefusal(400, redeem(access(stage), redemption)),
  },
  {
    description: 'a friend closes a session, with a key that nobody has',
    states: [
      { name: 'the customer holds the referral code of an advocate' },
      { name: 'the key belongs to no Application' },
    ],
    request: withWrongKey(session),
    response: { status: 401, ...REFUSAL },
    consume: stage => expectRefusal(401, redeem(access(stage, EXAMPLE.wrongKey), redemption)),
  },
]

async function expectRefusal(status: number, attempt: Promise<unknown>): Promise<void> {
  const outcome = await attempt.catch((error: unknown) => error)
  if (!(outcome instanceof TalonOneRefusal))
    throw outcome instanceof Error ? outcome : new Error('no refusal')
  if (outcome.status !== status) throw new Error(`the backend saw ${outcome.status} instead of ${status}`)
}

export const backendToTalonOne: Contract = {
  name: 'backend-to-talon-one',
  consumer: 'shop-backend',
  provider: 'talon-one',
  describedBy: 'integration',
  interactions: interactions.map(interaction => ({ kind: 'http', ...interaction })),
  async startEmulator() {
    const tenant = await startEmulatedTalonOne()
    return { answer: tenant.answer, states: talonOneStates(tenant), stop: tenant.stop }
  },
}
