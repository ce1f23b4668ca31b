// Codes that are made twice, or shown where they are of no use.
import {
  asksFor,
  code,
  type Flaw,
  integration,
  mail,
  NOW,
  newCode,
  onEvent,
  SAFE,
  SAFE_AND_GOOD,
  safeCode,
  sameKey,
  sets,
  wait,
  world,
} from './parts.ts'

const SHOWN = '{{ webhook.code }}'
const REMINDS = 'Your code waits in our first mail.'

const twice = (name: string, why: string, flawed: Flaw['flawed'], mended: Flaw['mended']): Flaw => ({
  name,
  why,
  breaks: 'one-code-per-advocate',
  flawed,
  mended,
})

const dead = (name: string, why: string, flawed: Flaw['flawed'], mended: Flaw['mended']): Flaw => ({
  name,
  why,
  breaks: 'no-mail-with-dead-code',
  flawed,
  mended,
})

export const CODE_FLAWS: readonly Flaw[] = [
  twice(
    'a lost answer makes a second code',
    'A gateway answers 500 after the code was made, and Bloomreach makes the call again.',
    world([NOW, code(2), mail(3, SHOWN)]),
    world([NOW, safeCode(2), mail(3, SAFE)]),
  ),
  twice(
    'a lost answer after a wait makes a second code',
    'The tutorial itself: a minute of waiting changes nothing about the retry.',
    world([NOW, wait(2, '1 minute'), code(3), mail(4, SHOWN)]),
    world([NOW, wait(2, '1 minute'), safeCode(3), mail(4, SAFE_AND_GOOD)]),
  ),
  twice(
    'a lost answer to the Integration API makes a second code',
    'POST /v1/referrals is no safer than the GET of the tutorial.',
    world([NOW, newCode(2), mail(3, SHOWN)]),
    world([NOW, safeCode(2), mail(3, SAFE)]),
  ),
  twice(
    'an Idempotency-Key is believed to help',
    'Talon.One takes the header on sessions, profiles and events, and passes over it on referrals.',
    world([NOW, newCode(2, sameKey('referral').slice(1)), mail(3, SHOWN)]),
    world([NOW, safeCode(2), mail(3, SAFE)]),
  ),
  twice(
    'a code is asked for in every mail',
    'Copying the webhook before each email is the quickest way to a second mail, and to a second code.',
    world([NOW, code(2), mail(3, SHOWN), code(4), mail(5, `Again: ${SHOWN}`)]),
    world([NOW, safeCode(2), mail(3, SAFE), mail(4, `Again: ${SAFE}`)]),
  ),
  twice(
    'an event that comes twice makes two codes',
    'Web shops track a purchase again when the thank-you page is opened again.',
    world([onEvent('purchase'), code(2), mail(3, SHOWN)]),
    world([
      onEvent('purchase'),
      asksFor(2, 'invited', 'is not set'),
      sets(3, { invited: 'yes' }),
      safeCode(4),
      mail(5, SAFE),
    ]),
  ),
  twice(
    'a code is made again though the customer has one',
    'The attribute is written, and nobody asks for it.',
    world([NOW, code(2), sets(3, { referral_code: SHOWN }), code(4), mail(5, SHOWN)]),
    world([NOW, safeCode(2), sets(3, { referral_code: SAFE }), mail(4, '{{ customer.referral_code }}')]),
  ),
  twice(
    'broken connections are retried after the code was made',
    'With retries of connections, a 500 in place of the answer is one more way to two codes.',
    world([NOW, code(2), mail(3, SHOWN)], { settings: { webhookRetryConnectionFailures: true } }),
    world([NOW, safeCode(2), mail(3, SAFE)], { settings: { webhookRetryConnectionFailures: true } }),
  ),
  {
    name: 'a retry makes a second code',
    why: 'The vendor retries a 500 three times, and Talon.One has no identifier on referral endpoints.',
    breaks: 'no-change-twice',
    flawed: world([NOW, wait(2), code(3), mail(4, SHOWN)]),
    mended: world([NOW, wait(2), safeCode(3), mail(4, SAFE_AND_GOOD)]),
  },
  {
    name: 'a retry tracks an event twice',
    why: 'A custom event counts towards an achievement, and a retry counts it again.',
    breaks: 'no-change-twice',
    flawed: world([NOW, integration(2, 'POST', '/v2/events', EVENT()), mail(3, 'Thank you')]),
    mended: world([
      NOW,
      integration(2, 'POST', '/v2/events', { ...EVENT(), headers: sameKey('event') }),
      mail(3, 'Thank you'),
    ]),
  },
  dead(
    'a code has expired by the reminder',
    'A code that is valid for 30 days stands in a reminder on day 30.',
    world([NOW, safeCode(2), mail(3, SAFE), wait(4, '30 days'), mail(5, `Last call: ${SAFE}`)]),
    world([NOW, safeCode(2), mail(3, SAFE), wait(4, '30 days'), mail(5, REMINDS)]),
  ),
  dead(
    'a code has expired before its first mail',
    'The wait stands between webhook and email, where it was dropped in the editor.',
    world([NOW, safeCode(2), wait(3, '7 days'), mail(4, SAFE)]),
    world([NOW, safeCode(2), mail(3, SAFE)]),
  ),
  dead(
    'a reminder shows a code that a friend has used',
    'A reminder after redemption makes support write apologies.',
    world([NOW, safeCode(2), mail(3, SAFE), wait(4, '3 days'), mail(5, `Do not forget ${SAFE}`)]),
    world([NOW, safeCode(2), mail(3, SAFE), wait(4, '3 days'), mail(5, REMINDS)]),
  ),
  dead(
    'a code of the test stands in the mail',
    'The code of the last proof was pasted into the template and stayed there.',
    world([NOW, mail(2, 'Your code is TEST-1234')]),
    world([NOW, safeCode(2), mail(3, SAFE)]),
  ),
  dead(
    'an attribute keeps a code that Talon.One has deleted',
    'Codes were imported once, and campaigns were cleaned up since.',
    world([NOW, mail(2, '{{ customer.referral_code }}')], {
      attributes: { ada: { referral_code: 'OLDY-2024' } },
    }),
    world([NOW, safeCode(2), mail(3, SAFE)], { attributes: { ada: { referral_code: 'OLDY-2024' } } }),
  ),
  dead(
    'an attribute is shown after a wait',
    'The code was good when it was written into the profile.',
    world([
      NOW,
      safeCode(2),
      sets(3, { referral_code: SAFE }),
      wait(4),
      mail(5, '{{ customer.referral_code }}'),
    ]),
    world([NOW, safeCode(2), sets(3, { referral_code: SAFE }), mail(4, '{{ customer.referral_code }}')]),
  ),
]

function EVENT(): object {
  return {
    payload: { profileId: '{{ customer.email }}', type: 'invited', attributes: {} },
    response: 'discard',
  }
}
