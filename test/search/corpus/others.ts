// Customers whom another's failure stops, and secrets that are shown.
import {
  asksFor,
  code,
  type Flaw,
  KEY,
  mail,
  NOW,
  profile,
  SAFE,
  SAFE_AND_GOOD,
  safeCode,
  wait,
  world,
} from './parts.ts'

const SHOWN = '{{ webhook.code }}'
const TWO = { people: ['ada', 'grace'] }
const URL_OF =
  'https://integration.talon.one/customer_engagement/referral?campaignId=373&advocateProfileIntegrationId='
const BY_LOYALTY = { url: `${URL_OF}{{ customer.loyalty_id }}` }
const GRACE_ONLY = { grace: { loyalty_id: 'grace@example.com' } }

const stopped = (name: string, why: string, flawed: Flaw['flawed'], mended: Flaw['mended']): Flaw => ({
  name,
  why,
  breaks: 'nobody-stopped-by-another',
  flawed,
  mended,
})

const shown = (name: string, why: string, flawed: Flaw['flawed'], mended: Flaw['mended']): Flaw => ({
  name,
  why,
  breaks: 'no-secret-shown',
  flawed,
  mended,
})

export const OTHER_FLAWS: readonly Flaw[] = [
  stopped(
    'one unknown profile stops the chunk',
    'Bloomreach knows customers whom Talon.One has never seen, and a 404 stops all that come after.',
    world([NOW, code(2), mail(3, SHOWN)], { people: ['bob', 'ada'], strangers: ['bob'] }),
    world([NOW, profile(2), safeCode(3), mail(4, SAFE)], { people: ['bob', 'ada'], strangers: ['bob'] }),
  ),
  stopped(
    'a profile that was erased while its customer waited stops the chunk',
    'Erasure requests do not wait for journeys to end.',
    world([NOW, wait(2), safeCode(3), mail(4, SAFE)], TWO),
    world([NOW, wait(2), profile(3), safeCode(4), mail(5, SAFE_AND_GOOD)], TWO),
  ),
  stopped(
    'a customer without the attribute stops the chunk',
    'An empty parameter is a 400, and a 400 stops all that come after.',
    world([NOW, code(2, BY_LOYALTY), mail(3, SHOWN)], { ...TWO, attributes: GRACE_ONLY }),
    world([NOW, asksFor(2, 'loyalty_id'), safeCode(3), mail(4, SAFE)], { ...TWO, attributes: GRACE_ONLY }),
  ),
  shown(
    'the key stands in the URL',
    'A proxy writes URLs into its log, and the journal of a webhook shows them.',
    world([NOW, code(2, { url: `${URL_OF}{{ customer.email | urlencode }}&key=${KEY}` }), mail(3, SHOWN)]),
    world([NOW, safeCode(2), mail(3, SAFE)]),
  ),
  shown(
    'the key stands in a link of the mail',
    'A link for support carries the key with which it was tried out.',
    world([NOW, safeCode(2), mail(3, `${SAFE} <a href="https://shop.example/code?key=${KEY}">Open</a>`)]),
    world([NOW, safeCode(2), mail(3, `${SAFE} <a href="https://shop.example/code">Open</a>`)]),
  ),
  shown(
    'the key stands in a comment of the mail',
    'Comments of a template go out with it.',
    world([NOW, safeCode(2), mail(3, `<!-- ${KEY} -->${SAFE}`)]),
    world([NOW, safeCode(2), mail(3, SAFE)]),
  ),
]
