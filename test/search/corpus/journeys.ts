// Flaws of whole journeys: of ways that meet, triggers that meet, halves that differ, and of what was pasted and forgotten.
import { halvesNode } from '../../support/shop.ts'
import {
  asks,
  asksFor,
  code,
  type Flaw,
  integration,
  KEY,
  mail,
  NOW,
  type Node,
  newCode,
  onEvent,
  profile,
  SAFE,
  SAFE_AND_GOOD,
  safeCode,
  sameKey,
  sets,
  WITHOUT_CATEGORY,
  wait,
  world,
} from './parts.ts'

const SHOWN = '{{ webhook.code }}'
const KEPT = '{{ customer.referral_code }}'
const GOES_ON = { settings: { afterFailure: 'continue' } }
const THREE = ['ada', 'grace', 'alan']
const TWO = { people: ['ada', 'grace'] }

const flaw =
  (breaks: string) =>
  (name: string, why: string, flawed: Flaw['flawed'], mended: Flaw['mended']): Flaw => ({
    name,
    why,
    breaks,
    flawed,
    mended,
  })

const twoCodes = flaw('one-code-per-advocate')
const twoChanges = flaw('no-change-twice')
const without = flaw('no-mail-without-code')
const foreign = flaw('no-mail-with-anothers-code')
const dead = flaw('no-mail-with-dead-code')
const withdrawn = flaw('no-message-after-withdrawal')
const twice = flaw('nothing-twice')
const stopped = flaw('nobody-stopped-by-another')
const shown = flaw('no-secret-shown')

const onPurchase = (id: number): Node => ({ ...onEvent('purchase'), id }) as Node
const EVENT = {
  payload: { profileId: '{{ customer.email }}', type: 'invited', attributes: { channel: 'mail' } },
}
const LOYAL = { attributes: { grace: { loyalty_id: 'grace@example.com' } } }

/** Welcomes whoever was not welcomed before. */
const ONCE = (...after: Node[]): Node[] => [
  asksFor(3, 'welcomed', 'is not set'),
  sets(4, { welcomed: 'yes' }),
  ...after,
]

export const JOURNEY_FLAWS: readonly Flaw[] = [
  twoCodes(
    'two ways ask for a code each',
    'A branch for the app was added, with a webhook of its own.',
    world([NOW, code(2), mail(3, SHOWN), code(4), mail(5, `In the app: ${SHOWN}`)], {
      connections: [
        [1, 2],
        [2, 3],
        [1, 4],
        [4, 5],
      ],
    }),
    world([NOW, safeCode(2), mail(3, SAFE), mail(4, `In the app: ${SAFE}`)], {
      connections: [
        [1, 2],
        [2, 3],
        [2, 4],
      ],
    }),
  ),
  twoCodes(
    'a loop makes a code each month',
    'The webhook stands inside the loop, where the reminder was drawn around it.',
    world([NOW, { id: 2, type: 'limit', customers: 2 }, code(3), mail(4, SHOWN), wait(5, '30 days')], {
      connections: [
        [1, 2],
        [2, 3],
        [3, 4],
        [4, 5],
        [5, 2],
      ],
    }),
    world([
      NOW,
      safeCode(2),
      mail(3, SAFE),
      wait(4, '30 days'),
      mail(5, 'Your code waits in our first mail.'),
    ]),
  ),
  twoCodes(
    'one half of a test makes another code',
    'Variant B was copied together with its webhook.',
    world([NOW, code(2), halvesNode(3, 'a', 'b'), mail(4, SHOWN), code(5), mail(6, `New: ${SHOWN}`)], {
      people: THREE,
      connections: [
        [1, 2],
        [2, 3],
        [3, 4, 'a'],
        [3, 5, 'b'],
        [5, 6],
      ],
    }),
    world([NOW, safeCode(2), halvesNode(3, 'a', 'b'), mail(4, SAFE), mail(5, `New: ${SAFE}`)], {
      people: THREE,
      connections: [
        [1, 2],
        [2, 3],
        [3, 4, 'a'],
        [3, 5, 'b'],
      ],
    }),
  ),
  twoCodes(
    'a sign-up and a purchase make a code each',
    'Two triggers lead to one webhook, and most customers do both.',
    world([onEvent('sign_up'), onPurchase(2), code(3), mail(4, SHOWN)], {
      connections: [
        [1, 3],
        [2, 3],
        [3, 4],
      ],
    }),
    world([onEvent('sign_up'), onPurchase(2), ...ONCE(safeCode(5), mail(6, SAFE))], {
      connections: [
        [1, 3],
        [2, 3],
        [3, 4],
        [4, 5],
        [5, 6],
      ],
    }),
  ),
  twoChanges(
    'the key of an attempt holds the time',
    'An Idempotency-Key with a timestamp in it is another one for each attempt.',
    world([
      NOW,
      integration(2, 'POST', '/v2/events', {
        ...EVENT,
        headers: [...sameKey('event').slice(0, 1), { name: 'Idempotency-Key', value: 'event-{{ time }}' }],
      }),
      mail(3, 'Thank you'),
    ]),
    world([
      NOW,
      integration(2, 'POST', '/v2/events', { ...EVENT, headers: sameKey('event') }),
      mail(3, 'Thank you'),
    ]),
  ),
  twoChanges(
    'a retry makes a second code for those who have none',
    'The branch for new customers makes codes, and its retries too.',
    world([NOW, asksFor(2, 'referral_code'), mail(3, KEPT), code(4), mail(5, SHOWN)], {
      connections: [
        [1, 2],
        [2, 3],
        [2, 4, 'else'],
        [4, 5],
      ],
    }),
    world([NOW, safeCode(2), mail(3, SAFE)]),
  ),
  twoChanges(
    'a retry an hour later makes a second code',
    'Longer delays between retries look safer, and are not.',
    world([NOW, code(2), mail(3, SHOWN)], { settings: { webhookRetryDelays: ['1 hour'] } }),
    world([NOW, safeCode(2), mail(3, SAFE_AND_GOOD)], { settings: { webhookRetryDelays: ['1 hour'] } }),
  ),
  without(
    'the field is spelt as in the attribute',
    'Attributes say referral_code, the answer says code.',
    world([NOW, code(2), mail(3, '{{ webhook.referral_code }}')]),
    world([NOW, safeCode(2), mail(3, SAFE)]),
  ),
  without(
    'an answer that is kept as text has no fields',
    'The webhook was set to text while somebody looked at what comes back.',
    world([NOW, code(2, { response: 'text' }), mail(3, SHOWN)]),
    world([NOW, safeCode(2), mail(3, SAFE)]),
  ),
  without(
    'the condition asks whether there is an answer, not whether there is a code',
    'An answer without a code is an answer.',
    world([NOW, code(2), asks(3, '{{ webhook is defined }}'), mail(4, SHOWN)], GOES_ON),
    world([NOW, safeCode(2), asks(3, SAFE), mail(4, SAFE)], GOES_ON),
  ),
  without(
    'an attribute is filled with nothing',
    'What a failed call left empty is written over the profile, and printed from there.',
    world([NOW, code(2), sets(3, { referral_code: SHOWN }), mail(4, KEPT)], GOES_ON),
    world([NOW, safeCode(2), asks(3, SAFE), sets(4, { referral_code: SAFE }), mail(5, SAFE)], GOES_ON),
  ),
  foreign(
    'everybody is shown the list of the first',
    'The path was copied from the reference, with the id of its example in it.',
    world(
      [
        NOW,
        integration(2, 'GET', '/v1/customer_profiles/ada@example.com/inventory?referrals=true'),
        mail(3, SAFE),
      ],
      TWO,
    ),
    world([NOW, safeCode(2), mail(3, SAFE)], TWO),
  ),
  foreign(
    'an imported list is off by one',
    'A column was sorted by itself before it was imported.',
    world([NOW, safeCode(2), mail(3, KEPT)], {
      ...TWO,
      attributes: { ada: { referral_code: 'MADE-0001' }, grace: { referral_code: 'MADE-0000' } },
    }),
    world([NOW, safeCode(2), mail(3, SAFE)], TWO),
  ),
  dead(
    'a code is kept in an attribute for weeks',
    'Attributes do not expire, and codes do.',
    world([NOW, safeCode(2), sets(3, { referral_code: SAFE }), wait(4, '60 days'), mail(5, KEPT)]),
    world([NOW, wait(2, '60 days'), safeCode(3), mail(4, SAFE_AND_GOOD)]),
  ),
  dead(
    'the slower half shows an old code',
    'Variant A waits until the evening, and the code is asked for before the split.',
    world([NOW, safeCode(2), halvesNode(3, 'a', 'b'), mail(4, SAFE), wait(5, '9 hours'), mail(6, SAFE)], {
      people: THREE,
      connections: [
        [1, 2],
        [2, 3],
        [3, 4, 'b'],
        [3, 5, 'a'],
        [5, 6],
      ],
    }),
    world(
      [
        NOW,
        halvesNode(2, 'a', 'b'),
        safeCode(3),
        mail(4, SAFE),
        wait(5, '9 hours'),
        safeCode(6),
        mail(7, SAFE_AND_GOOD),
      ],
      {
        people: THREE,
        connections: [
          [1, 2],
          [2, 3, 'a'],
          [3, 4],
          [2, 5, 'b'],
          [5, 6],
          [6, 7],
        ],
      },
    ),
  ),
  withdrawn(
    'the other branch forgets the category',
    'Only one of two emails was proofed.',
    world([NOW, wait(2), asksFor(3, 'vip'), mail(4, 'For you'), mail(5, 'News', WITHOUT_CATEGORY)], {
      connections: [
        [1, 2],
        [2, 3],
        [3, 4],
        [3, 5, 'else'],
      ],
    }),
    world([NOW, wait(2), asksFor(3, 'vip'), mail(4, 'For you'), mail(5, 'News')], {
      connections: [
        [1, 2],
        [2, 3],
        [3, 4],
        [3, 5, 'else'],
      ],
    }),
  ),
  withdrawn(
    'the webhook asks for consent, and two hours later nobody does',
    'Consent that was there for the call is taken to be there for the mail.',
    world([NOW, safeCode(2), wait(3, '2 hours'), mail(4, 'Your code is ready', WITHOUT_CATEGORY)]),
    world([NOW, safeCode(2), wait(3, '2 hours'), mail(4, 'Your code is ready')]),
  ),
  twice(
    'two triggers say the same',
    'Whoever signs up and buys is welcomed for both.',
    world([onEvent('sign_up'), onPurchase(2), mail(3, 'Welcome')], {
      connections: [
        [1, 3],
        [2, 3],
      ],
    }),
    world([onEvent('sign_up'), onPurchase(2), ...ONCE(mail(5, 'Welcome'))], {
      connections: [
        [1, 3],
        [2, 3],
        [3, 4],
        [4, 5],
      ],
    }),
  ),
  twice(
    'an "or" is drawn as two ways',
    'Whoever meets both conditions comes by twice.',
    world([NOW, asksFor(2, 'first_name'), asksFor(3, 'email'), mail(4, 'Welcome')], {
      connections: [
        [1, 2],
        [1, 3],
        [2, 4],
        [3, 4],
      ],
    }),
    world([NOW, asksFor(2, 'first_name'), mail(3, 'Welcome')]),
  ),
  stopped(
    'an empty id in the payload stops the chunk',
    'POST takes an empty advocate no better than GET does.',
    world(
      [
        NOW,
        {
          ...newCode(2),
          payload: { campaignId: 373, advocateProfileIntegrationId: '{{ customer.loyalty_id }}' },
        } as Node,
        mail(3, SHOWN),
      ],
      { ...TWO, ...LOYAL },
    ),
    world([NOW, asksFor(2, 'loyalty_id'), safeCode(3), mail(4, SAFE)], { ...TWO, ...LOYAL }),
  ),
  stopped(
    'where a stop is for the whole scenario, one unknown profile ends it',
    'The webhook stays silent for everybody who comes later too.',
    world([NOW, code(2), mail(3, SHOWN)], {
      people: ['bob', 'ada', 'grace'],
      strangers: ['bob'],
      settings: { webhookStopScope: 'scenario' },
    }),
    world([NOW, profile(2), safeCode(3), mail(4, SAFE)], {
      people: ['bob', 'ada', 'grace'],
      strangers: ['bob'],
      settings: { webhookStopScope: 'scenario' },
    }),
  ),
  shown(
    'the key stands in the plain text',
    'Nobody looks at the text part of a mail.',
    world([NOW, safeCode(2), mail(3, SAFE, { text: `Your code. ${KEY}` })]),
    world([NOW, safeCode(2), mail(3, SAFE, { text: `Your code ${SAFE}` })]),
  ),
  shown(
    'the key is handed to the shop in a URL',
    'A hook of the shop was tried out with the key that was at hand.',
    world(
      [
        NOW,
        { ...integration(2, 'GET', ''), url: `https://shop.example/hook?key=${KEY}`, headers: [] } as Node,
        mail(3, 'Hello'),
      ],
      GOES_ON,
    ),
    world(
      [
        NOW,
        { ...integration(2, 'GET', ''), url: 'https://shop.example/hook', headers: [] } as Node,
        mail(3, 'Hello'),
      ],
      GOES_ON,
    ),
  ),
  shown(
    'an attribute of a debugging day is printed',
    'The footer prints what the support tool once needed.',
    world([NOW, safeCode(2), sets(3, { debug: KEY }), mail(4, `${SAFE} {{ customer.debug }}`)]),
    world([NOW, safeCode(2), mail(3, SAFE)]),
  ),
]
