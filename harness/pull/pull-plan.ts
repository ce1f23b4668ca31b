// What a pull asks for, in words and before anything is asked.
export const PERSONAL = ['profiles', 'referrals', 'coupons'] as const
export type Personal = (typeof PERSONAL)[number]

export const isPersonal = (text: string): text is Personal => PERSONAL.some(one => one === text)

interface Step {
  reads: string
  path: string
  /** Said only where somebody asked for it. */
  personal?: Personal
}

const STEPS: readonly Step[] = [
  { reads: 'Applications', path: '/v1/applications' },
  { reads: 'campaigns of each', path: '/v1/applications/{a}/campaigns' },
  {
    reads: 'the active ruleset of each campaign',
    path: '/v2/applications/{a}/campaigns/{c}/rulesets/{r}, else /v1/…',
  },
  { reads: 'attributes', path: '/v1/attributes' },
  { reads: 'event types', path: '/v1/event_types' },
  { reads: 'webhooks, without the values of their headers', path: '/v1/webhooks' },
  { reads: 'audiences', path: '/v1/audiences' },
  { reads: 'loyalty programs', path: '/v1/loyalty_programs' },
  { reads: 'collections, where a rule names one', path: '/v1/collections, …/campaigns/{c}/collections' },
  { reads: 'customer profiles, with stand-ins', path: '/v1/customers/no_total', personal: 'profiles' },
  {
    reads: 'referral codes, with stand-ins for their owners',
    path: '/v1/applications/{a}/export_referrals',
    personal: 'referrals',
  },
  {
    reads: 'coupon codes, with stand-ins for their recipients',
    path: '/v1/applications/{a}/export_coupons',
    personal: 'coupons',
  },
]

export function planText(url: string, wanted: readonly Personal[]): string {
  const steps = STEPS.filter(({ personal }) => personal === undefined || wanted.includes(personal))
  const left = PERSONAL.filter(one => !wanted.includes(one))
  return [
    `A pull from ${url}, with GET only, three requests a second at most:`,
    ...steps.map(({ reads, path }, index) => `  ${index + 1}. ${reads}: GET ${path}`),
    ...(left.length === 0
      ? []
      : [`Not read: ${left.join(', ')}; --with ${left[0]} reads them, with stand-ins.`]),
    'One or two requests for each campaign, one for each thousand of everything else. Nothing is written to the account.',
  ].join('\n')
}
