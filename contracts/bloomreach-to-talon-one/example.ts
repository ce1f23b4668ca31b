// The values of the examples in the pacts. Keys are words, never secrets: providers put their own in their place.

export const EXAMPLE = {
  key: 'key-of-the-application',
  wrongKey: 'key-of-nobody',
  deployment: 'sandbox.europe-west1.talon.one',
  customer: 'ada@example.com',
  campaignId: '373',
  applicationId: '1',
  loyaltyProgramId: '5',
  code: 'ABCD-EFGH',
} as const
