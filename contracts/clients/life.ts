// The whole life of a referral, step by step, as every client of the vendor lives it. A step that fails ends the life: the
// later ones build on it.
export const LIFE = [
  'a manager signs in',
  'the advocate gets a profile',
  'a referral code is created',
  'several advocates get their codes at once',
  'a friend opens a session with the code',
  'closing the session redeems the code',
  'the advocate cannot use the own code',
  'the session is read',
  'an event is tracked',
  'the inventory shows the code as used',
  'reopening the session gives the use back',
  'the manager lists the referrals of the advocate',
  'the manager changes a referral',
  'the manager deletes a referral',
  'a wrong key is an error of the client, with its status',
  'the manager signs out',
] as const

export type StepName = (typeof LIFE)[number]

export interface Step {
  step: StepName
  /** Why it failed; absent when it went well. */
  problem?: string
}
