// Every guess about Talon.One and every strictness switch, with its default. The README's table of guesses is checked against this list.

/** `options` lists the values of a choice; without it the setting takes any value of the default's type. */
export interface Setting<T extends number | string> {
  default: T
  options?: readonly T[]
  /** What is not documented publicly, and what the setting decides. */
  about: string
  /** Why the default is what it is. */
  because: string
}

/** The first option is the default. */
const choice = <const T extends string>(
  options: readonly [T, ...T[]],
  about: string,
  because: string,
): Setting<T> => ({ default: options[0], options, about, because })

const value = <T extends number | string>(fallback: T, about: string, because: string): Setting<T> => ({
  default: fallback,
  about,
  because,
})

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

export const SETTINGS = {
  missingPlatformNameHeader: choice(
    ['accept', 'reject'],
    'A customer engagement or customer data call without its platform name header.',
    'The description requires the header, the Bloomreach tutorial does not set it.',
  ),
  unknownDeployment: choice(
    ['reject', 'accept'],
    'A deployment that is not the one of this world.',
    'The call would reach another customer of Talon.One, or none.',
  ),
  unknownAdvocate: choice(
    ['reject', 'create', 'accept'],
    'Creating a referral for an advocate that has no profile: refuse, create the profile, or go on without.',
    'The tutorial says that the profile must already exist.',
  ),
  defaultUsageLimit: value<number>(
    0,
    'The usage limit of a referral when the call names none; 0 is no limit.',
    'Braze documents 0; the other doors document nothing.',
  ),
  campaignNotRunning: choice(
    ['reject', 'accept'],
    'Creating a referral in a campaign that is disabled, archived, scheduled or expired.',
    'The tutorials ask for a running campaign.',
  ),
  campaignWithoutFeature: choice(
    ['reject', 'accept'],
    'Creating a referral or coupon in a campaign without that feature.',
    'The tutorials ask for a campaign with the Referrals feature enabled.',
  ),
  keyOfOtherPlatform: choice(
    ['reject', 'accept'],
    'A key whose platform is not the one of the called path: answered 401.',
    'A key has the platform it is valid for; 401 is the only documented answer about keys.',
  ),
  wrongMethodStatus: choice(
    ['404', '405'],
    'The status of a known path called with a wrong method.',
    '404 is documented for the third-party paths, 405 is not.',
  ),
  duplicateParameter: choice(
    ['reject', 'first'],
    'A query parameter given twice: answered 400, or the first counts.',
    'A test should hear of it.',
  ),
  expiryBeforeStart: choice(
    ['reject', 'accept'],
    'An expiry date that is not after the start date.',
    'Such a code can never be used.',
  ),
  expiryInThePast: choice(
    ['accept', 'reject'],
    'An expiry date that has already passed.',
    'No rule is documented; the answer carries a hint.',
  ),
  dryRunCode: choice(
    ['present', 'absent'],
    'Whether the answer of a dry run shows a code. Its id is 0 and the code is not kept.',
    'The described answer only adds dryRun.',
  ),
  referralPattern: value<string>(
    '####-####',
    'The referral and coupon code pattern of a campaign that has none.',
    'Every published sample of default look is 4-4 with a dash.',
  ),
  codeCharacters: value<string>(
    ALPHANUMERIC,
    'The characters behind # in a campaign that names none.',
    'Every published sample of default look is upper-case and digits.',
  ),
  referralCodeScope: choice(
    ['application', 'campaign', 'account'],
    'Within what a referral code is unique.',
    'A session names a code and its Application, so it must be unique there.',
  ),
  codeMatching: choice(
    ['exact', 'folded'],
    'Whether finding a code in a session or an import ignores case and everything but letters and digits.',
    'Applications are case-sensitive by default.',
  ),
  longestHeader: value<number>(
    8_192,
    'Bytes of one request header before the answer is 400.',
    'No limit is documented.',
  ),
  largestBody: value<number>(
    1_048_576,
    'Bytes of a body before the answer is 413.',
    'No limit is documented.',
  ),
  otherApplicationStatus: choice(
    ['404', '400'],
    'The status when a call names another Application than that of its API key.',
    'To the key, the other Application does not exist.',
  ),
  unknownEventType: choice(
    ['reject', 'accept'],
    'An event whose type no custom event has: answered 400, or kept.',
    'The type must be that of a custom event created before.',
  ),
  brazeNewAttributes: choice(
    ['create', 'reject'],
    'Attributes that a Braze call sets and nobody has defined.',
    'The Braze description says that new attributes are created automatically; the others say 400.',
  ),
  rateLimits: choice(
    ['off', 'vendor'],
    'Whether the Management API takes at most 3 requests per second and operation, on the clock of the sandbox, and answers 429 beyond.',
    'The limit is documented; scenes are set faster than that, and a clock that stands would never let a fourth request in.',
  ),
  accessLogPayloads: choice(
    ['omit', 'keep'],
    'Whether entries of the access log carry the bodies of request and response, or empty texts.',
    'Keeping them costs every call some time; the journal tells the same story.',
  ),
  campaignNotifications: choice(
    ['gathered', 'at once'],
    'When a change of a campaign is told to subscribers: gathered for five minutes of the clock, of each campaign the latest, or at once.',
    'Documented as up to five minutes later and up to five campaigns a message; a test without patience sets it.',
  ),
  sessionCodes: choice(
    ['omit', 'keep'],
    'Whether a customer session in an answer has `coupon` and `referral` besides `couponCodes` and `referralCode`.',
    'The description requires them and describes neither; no SDK and no recorded answer has them, and the Java SDK refuses fields that it does not know.',
  ),
  trackEventSilent: choice(
    ['no', 'yes'],
    'What `silent` means on POST /v2/events when it is absent: yes answers 204, no answers 200 with the effects.',
    'The description says yes; the official SDKs omit it and decode a body, which a 204 has not.',
  ),
  friendReferredAgain: choice(
    ['reject in campaign', 'reject in application', 'accept'],
    'A friend who has redeemed a referral before: ReferralCustomerAlreadyReferred within the campaign, within the Application, or never. A limit per profile on redeemReferral decides instead.',
    'The reason is documented as "the friend is already referred"; over what is not.',
  ),
  anonymousFriend: choice(
    ['accept', 'reject'],
    'A referral code in a session without a profile: redeemed, or rejected with ReferralRejectedByCondition.',
    'Anonymous sessions are documented; no rule about codes in them is.',
  ),
} as const

export type TalonOneSettings = {
  -readonly [K in keyof typeof SETTINGS]: (typeof SETTINGS)[K]['default']
}

/** What a world file gives has passed its schema; what is left out is the default. */
export function resolveSettings(given: Partial<TalonOneSettings> = {}): TalonOneSettings {
  const defaults = Object.entries(SETTINGS).map(([name, row]) => [name, row.default])
  const chosen = Object.entries(given).filter(([, value]) => value !== undefined)
  return Object.fromEntries([...defaults, ...chosen]) as TalonOneSettings
}
