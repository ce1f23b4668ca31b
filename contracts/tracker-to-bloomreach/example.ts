// The values of the examples in the tracker's pact; the provider puts its own project and token in their place.

export const TRACKING_EXAMPLE = {
  projectToken: 'project-of-the-shop',
  token: 'token-of-the-shop',
  wrongToken: 'token-of-nobody',
  customer: 'ada@example.com',
} as const
