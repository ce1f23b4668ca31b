// Mails without a code, with another's, after consent was withdrawn, or twice.
import {
  asks,
  asksFor,
  code,
  type Flaw,
  integration,
  mail,
  NOW,
  onEvent,
  SAFE,
  SAFE_AND_GOOD,
  SAFE_OR_NOTHING,
  safeCode,
  sets,
  WITHOUT_CATEGORY,
  wait,
  world,
} from './parts.ts'

const SHOWN = '{{ webhook.code }}'
const UNREADABLE = { settings: { unreadableResponse: 'undefined' } }
const GOES_ON = { settings: { afterFailure: 'continue' } }

const flaw =
  (breaks: string) =>
  (name: string, why: string, flawed: Flaw['flawed'], mended: Flaw['mended']): Flaw => ({
    name,
    why,
    breaks,
    flawed,
    mended,
  })

const without = flaw('no-mail-without-code')
const foreign = flaw('no-mail-with-anothers-code')
const withdrawn = flaw('no-message-after-withdrawal')
const twice = flaw('nothing-twice')

export const MAIL_FLAWS: readonly Flaw[] = [
  without(
    'an unreadable answer leaves the mail without a code',
    'A tenant where such answers stay undefined sends the mail all the same.',
    world([NOW, code(2), mail(3, SHOWN)], UNREADABLE),
    world([NOW, safeCode(2), mail(3, SAFE_OR_NOTHING)], UNREADABLE),
  ),
  without(
    'an answer that is cut leaves the mail without a code',
    'A proxy that cuts long answers is found by an empty mail.',
    world([NOW, wait(2), code(3), mail(4, `Code: ${SHOWN}`)], UNREADABLE),
    world([NOW, wait(2), safeCode(3), asks(4, SAFE), mail(5, `Code: ${SAFE_AND_GOOD}`)], UNREADABLE),
  ),
  without(
    'a refused call leaves the mail without a code',
    'Customers whose action failed go on, and the email has nothing to show.',
    world([NOW, code(2), mail(3, SHOWN)], GOES_ON),
    world([NOW, safeCode(2), asks(3, SAFE), mail(4, SAFE)], GOES_ON),
  ),
  without(
    'the default text hides that there is no code',
    'A default filter was added so that the proof does not fail.',
    world([NOW, code(2), mail(3, '{{ webhook.code | default("") }}')], GOES_ON),
    world([NOW, safeCode(2), mail(3, SAFE_OR_NOTHING)], GOES_ON),
  ),
  without(
    'the attribute is written after the mail',
    'Two nodes in the wrong order look alike in the editor.',
    world([
      NOW,
      safeCode(2),
      mail(3, 'Code: {{ customer.referral_code }}'),
      sets(4, { referral_code: SAFE }),
    ]),
    world([
      NOW,
      safeCode(2),
      sets(3, { referral_code: SAFE }),
      mail(4, 'Code: {{ customer.referral_code }}'),
    ]),
  ),
  without(
    'the attribute is there for old customers only',
    'The campaign was written for those who were imported with a code.',
    world([NOW, mail(2, 'Code: {{ customer.referral_code }}')]),
    world([NOW, asksFor(2, 'referral_code'), mail(3, 'Code: {{ customer.referral_code }}')]),
  ),
  without(
    'the second webhook takes the place of the first',
    'After two webhooks, `webhook` is the last one.',
    world([NOW, code(2), LOOKS_UP(3), mail(4, SHOWN)]),
    world([NOW, safeCode(2), LOOKS_UP(3), mail(4, '{{ webhooks[0].referrals[0].code }}')]),
  ),
  foreign(
    'the advocate of the proof stands in the URL',
    'The address of whoever tested was never replaced by a placeholder.',
    world([NOW, code(2, FOR('ada@example.com')), mail(3, SHOWN)], { people: ['ada', 'grace'] }),
    world([NOW, safeCode(2), mail(3, SAFE)], { people: ['ada', 'grace'] }),
  ),
  foreign(
    'the code of the inviter goes to the invited',
    'The attribute that names the inviter is taken for the customer.',
    world([NOW, code(2, FOR('{{ customer.invited_by }}')), mail(3, SHOWN)], {
      people: ['ada', 'grace'],
      attributes: { ada: { invited_by: 'grace@example.com' }, grace: { invited_by: 'ada@example.com' } },
    }),
    world([NOW, safeCode(2), mail(3, SAFE)], {
      people: ['ada', 'grace'],
      attributes: { ada: { invited_by: 'grace@example.com' }, grace: { invited_by: 'ada@example.com' } },
    }),
  ),
  withdrawn(
    'an email without a category goes out after consent is withdrawn',
    'General consent was chosen because a category was missing.',
    world([NOW, wait(2), mail(3, 'News', WITHOUT_CATEGORY)]),
    world([NOW, wait(2), mail(3, 'News')]),
  ),
  withdrawn(
    'the second mail forgets the category',
    'The first email asks, and its copy was made from a template that does not.',
    world([NOW, mail(2, 'News'), wait(3), mail(4, 'More news', WITHOUT_CATEGORY)]),
    world([NOW, mail(2, 'News'), wait(3), mail(4, 'More news')]),
  ),
  withdrawn(
    'consent is asked before the wait',
    'A condition at the start of a journey says nothing about day 30.',
    world([NOW, CONSENTS(2), wait(3, '30 days'), mail(4, 'News', WITHOUT_CATEGORY)]),
    world([NOW, wait(2, '30 days'), CONSENTS(3), mail(4, 'News')]),
  ),
  withdrawn(
    'a reminder is taken for a service message',
    'Whoever unsubscribed from everything gets a reminder about a code.',
    world([NOW, safeCode(2), mail(3, SAFE), wait(4, '3 days'), mail(5, 'Do not forget', WITHOUT_CATEGORY)]),
    world([NOW, safeCode(2), mail(3, SAFE), wait(4, '3 days'), mail(5, 'Do not forget')]),
  ),
  twice(
    'an event that comes twice sends the mail twice',
    'Trackers send again what was not acknowledged.',
    world([onEvent('sign_up'), mail(2, 'Welcome')]),
    world([
      onEvent('sign_up'),
      asksFor(2, 'welcomed', 'is not set'),
      sets(3, { welcomed: 'yes' }),
      mail(4, 'Welcome'),
    ]),
  ),
  twice(
    'two ways lead to one mail',
    'A connection was drawn from a node that is passed anyway.',
    world([NOW, wait(2), mail(3, 'Welcome')], {
      connections: [
        [1, 2],
        [2, 3],
        [1, 3],
      ],
    }),
    world([NOW, wait(2), mail(3, 'Welcome')]),
  ),
  twice(
    'a loop says the same three times',
    'Three reminders with one text are taken for a fault.',
    world([NOW, { id: 2, type: 'limit', customers: 3 }, mail(3, 'Invite a friend'), wait(4, '1 day')], {
      connections: [
        [1, 2],
        [2, 3],
        [3, 4],
        [4, 2],
      ],
    }),
    world([NOW, mail(2, 'Invite a friend'), wait(3, '1 day'), mail(4, 'Invite another one')]),
  ),
]

function FOR(advocate: string): object {
  const url = 'https://integration.talon.one/customer_engagement/referral?campaignId=373'
  return { url: `${url}&advocateProfileIntegrationId=${advocate}` }
}

function LOOKS_UP(id: number) {
  return integration(id, 'GET', '/v1/customer_profiles/{{ customer.email | urlencode }}/inventory')
}

function CONSENTS(id: number) {
  return { id, type: 'condition', if: { consent: 'newsletter' } } as const
}
