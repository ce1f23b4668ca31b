import { expect, test } from 'vitest'
import { defaultHygieneFilter } from '../../../../mocks/bloomreach/mail/list-hygiene.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 0, 5)
const ago = (days: number | undefined) => (days === undefined ? undefined : NOW - days * DAY)

// Days ago: signed up, last mailed, last engaged. [D] email-list-hygiene-filter: the default filter.
test.each([
  ['signed up long ago and never engaged', 91, undefined, undefined, true],
  ['signed up lately and never engaged', 90, 1, undefined, false],
  ['engaged long ago, mailed since', 400, 179, 181, true],
  ['engaged long ago, not mailed for as long', 400, 181, 200, false],
  ['engaged long ago, signed up lately', 89, 10, 181, false],
  ['engaged some months ago, mailed this week', 400, 6, 91, true],
  ['engaged some months ago, mailed this week, signed up lately', 50, 6, 91, true],
  ['engaged some months ago, not mailed this week', 400, 8, 91, false],
  ['engaged lately', 400, 1, 89, false],
])(
  'the hygiene filter excludes who signed up 91 days ago and never engaged, or engaged long ago and was mailed since: %s: %s days, %s, %s: %s',
  (_, signedUp, mailed, engaged, excluded) => {
    const history = { signedUpAt: NOW - signedUp * DAY, mailedAt: ago(mailed), engagedAt: ago(engaged) }

    expect(defaultHygieneFilter(history, NOW)).toBe(excluded)
  },
)
