// Small scenarios, each with another way in which faults meet: for the proof that a search leaves nothing out.
import type { ScenarioDefinition, WorldDefinition } from '../../harness/index.ts'
import { codeNode, halvesNode, mailNode, scenario, shop } from '../support/shop.ts'

type Node = ScenarioDefinition['nodes'][number]

const NOW: Node = { id: 1, type: 'now' }
const wait = (id: number, period = '1 minute'): Node => ({ id, type: 'wait', period })
const code = (id: number, changes: object = {}): Node => ({ ...codeNode(id), ...changes }) as Node
const mail = (id: number, text = '{{ webhook.code }}', changes: object = {}): Node =>
  ({ ...mailNode(id, `Mail ${id}`, text), ...changes }) as Node
const onEvent = (event: string): Node => ({ id: 1, type: 'on_event', event })

const ASKS_FOR_CODE = {
  id: 3,
  type: 'condition',
  if: { attributes: [{ property: 'referral_code', operator: 'is set' }] },
} as Node

/** Ada goes on by the first exit, everybody else by "else". */
const BY_NAME = {
  id: 2,
  type: 'condition',
  if: { attributes: [{ property: 'first_name', value: 'ada' }] },
} as Node

const SEEN = { id: 4, type: 'set_attribute', attributes: { seen: 'yes' } } as Node

export interface Small {
  name: string
  world: WorldDefinition
  /** Which faults are tried, two at a time; few, for each is run afresh. */
  faults: string
}

const small = (
  name: string,
  faults: string,
  nodes: readonly Node[],
  more: {
    people?: string[]
    connections?: ScenarioDefinition['connections']
    settings?: object
    /** More of the project, and of the campaign. */
    project?: object
    campaign?: object
  } = {},
): Small => {
  const { people = ['ada'], connections, settings, project, campaign } = more
  const world = shop({ people, scenarios: [scenario(name, [...nodes], connections)] })
  const { bloomreach, talonOne } = world
  const applications = talonOne?.applications?.map(application => ({
    ...application,
    campaigns: application.campaigns?.map(one => ({ ...one, ...campaign })),
  }))
  return {
    name,
    faults,
    world: {
      ...world,
      ...(applications && { talonOne: { ...talonOne, applications } }),
      bloomreach: { ...bloomreach, ...(settings && { settings }), ...project },
    } as WorldDefinition,
  }
}

const WIRE = '404,429,500,lost-answer,malformed-body,slow'

export const SMALL_SCENARIOS: readonly Small[] = [
  small('a code and a mail', `${WIRE},mail`, [NOW, code(2), mail(3)]),
  small('a wait before the code', 'wait,500,lost-answer', [NOW, wait(2), code(3), mail(4)]),
  small('a wait between code and mail', 'wait,lost-answer,550', [NOW, code(2), wait(3), mail(4)]),
  small('two codes', '404,500,lost-answer', [NOW, code(2), code(3), mail(4)]),
  small('a mail alone', 'mail', [NOW, mail(2, 'Hello'), mail(3, 'Hello again')]),
  small('two customers', '404,500,profile-deleted,550', [NOW, wait(2), code(3), mail(4)], {
    people: ['ada', 'grace'],
  }),
  small('the answer as text', 'webhook', [NOW, code(2, { response: 'text' }), mail(3, '{{ webhook }}')]),
  small('the answer discarded', 'webhook', [NOW, code(2, { response: 'discard' }), mail(3, 'Hello')]),
  small('no consent category', 'consent-withdrawn,lost-after-dot,500', [
    NOW,
    wait(2),
    mail(3, 'Hello', { consentCategory: undefined, generalConsent: true }),
    wait(4),
    mail(5, 'Hello', { consentCategory: undefined, generalConsent: true }),
  ]),
  small('an event comes in', 'event,lost-answer', [onEvent('purchase'), code(2), mail(3)]),
  small('two events come in', 'event,550', [onEvent('purchase'), wait(2), mail(3, 'Hello')], {
    people: ['ada', 'grace'],
  }),
  small('a condition on the customer', WIRE, [NOW, code(2), ASKS_FOR_CODE, mail(4), mail(5, 'Hello')], {
    connections: [
      [1, 2],
      [2, 3],
      [3, 4],
      [3, 5, 'else'],
    ],
    settings: { afterFailure: 'continue' },
  }),
  small('two halves', '404,500,550', [NOW, halvesNode(2, 'a', 'b'), code(3), mail(4), mail(5, 'Hello')], {
    connections: [
      [1, 2],
      [2, 3, 'a'],
      [3, 4],
      [2, 5, 'b'],
    ],
    people: ['ada', 'grace'],
  }),
  small('two ways at once', '404,500,lost-answer,550', [NOW, code(2), mail(3), mail(4, 'Hello')], {
    connections: [
      [1, 2],
      [2, 3],
      [1, 4],
    ],
  }),
  small('an attribute is set', '404,lost-answer,consent-withdrawn,code-expired', [
    NOW,
    code(2),
    { id: 3, type: 'set_attribute', attributes: { referral_code: '{{ webhook.code }}' } } as Node,
    wait(4),
    mail(5, '{{ customer.referral_code }}'),
  ]),
  small('connections are retried', 'timeout,reset,lost-answer', [NOW, code(2), mail(3)], {
    settings: { webhookRetryConnectionFailures: true },
  }),
  small('a failure is passed over', `${WIRE}`, [NOW, code(2), mail(3)], {
    settings: { afterFailure: 'continue' },
  }),
  small(
    'unreadable answers are undefined',
    'malformed-body,empty-body,large-body,500',
    [NOW, code(2), mail(3)],
    {
      settings: { unreadableResponse: 'undefined' },
    },
  ),
  small('a stop is for the whole scenario', '400,404,409', [NOW, code(2), mail(3)], {
    settings: { webhookStopScope: 'scenario' },
    people: ['ada', 'grace', 'alan'],
  }),
  small('a day between two mails', 'redeemed,code-expired,campaign-disabled,key-expired,node-deleted', [
    NOW,
    code(2),
    mail(3),
    wait(4, '1 day'),
    mail(5, 'Your code {{ webhook.code }} waits'),
  ]),
  small('everything while a customer waits', 'wait,code', [NOW, code(2), wait(3), mail(4)]),
  small('the same mail in a loop', '451,550,lost-after-dot,consent-withdrawn', [
    NOW,
    mail(2, 'Hello'),
    wait(3),
    mail(4, 'Hello'),
    wait(5),
    mail(6, 'Hello'),
  ]),
  // What a search takes for equal: each of these reads, somewhere ahead, what most scenarios never look at.
  small(
    'the first answer is shown after the second',
    '404,lost-answer,empty-body',
    [NOW, code(2), code(3), mail(4, '{{ webhook(1).code }}')],
    { settings: { afterFailure: 'continue' } },
  ),
  small(
    'the last answer that could be read',
    '500,empty-body,consent-withdrawn',
    [NOW, code(2), wait(3), code(4), mail(5, '{{ webhook.code }}')],
    { settings: { afterFailure: 'continue', webhookRetryDelays: ['1 minute'] } },
  ),
  small(
    'failures are counted',
    '400,500,lost-answer,empty-body,slow',
    [
      NOW,
      code(2),
      wait(3),
      {
        id: 4,
        type: 'condition',
        if: {
          events: [
            { type: 'campaign', filter: [{ property: 'status', value: 'failed' }], within: '31 minutes' },
          ],
        },
      } as Node,
      mail(5, 'Sorry, here is TEST-1234'),
      mail(6, 'Hello'),
    ],
    {
      connections: [
        [1, 2],
        [2, 3],
        [3, 4],
        [4, 5],
        [4, 6, 'else'],
      ],
      settings: { afterFailure: 'continue' },
    },
  ),
  small(
    'one message a day',
    '451,550,500,lost-before-dot',
    [NOW, mail(2, 'Hello'), code(3), mail(4, 'Again')],
    {
      project: {
        frequencyPolicies: [{ name: 'One', default: true, limits: [{ count: 1, per: '1 day' }] }],
      },
    },
  ),
  small('hours at which nobody is written to', '500,lost-answer,consent-withdrawn', [
    NOW,
    code(2),
    { id: 3, type: 'wait', silentHours: { from: '09:02', to: '12:00' } } as Node,
    mail(4),
    wait(5, '1 hour'),
    mail(6),
  ]),
  small('a template that looks at the clock', '500,451,consent-withdrawn', [
    NOW,
    code(2),
    wait(3),
    mail(4, '{% if time > 1767603840 %}TEST-1234{% else %}{{ webhook.code }}{% endif %}'),
  ]),
  small(
    'a campaign that ends on the way',
    '500,timeout,lost-answer',
    [NOW, code(2), wait(3), code(4), mail(5)],
    {
      campaign: { endTime: '2026-01-05T09:06:30Z' },
      settings: { webhookRetryConnectionFailures: true },
    },
  ),
  small(
    'a wait for an event',
    '500,550,code-expired',
    [
      NOW,
      code(2),
      { id: 3, type: 'wait', event: { type: 'purchase' }, timeout: '2 hours' } as Node,
      mail(4),
      mail(5, 'Hello'),
    ],
    {
      connections: [
        [1, 2],
        [2, 3],
        [3, 4],
        [3, 5, 'timeout'],
      ],
    },
  ),
  small('a friend while the second code waits', 'redeemed,two-friends,code-expired,lost-answer', [
    NOW,
    code(2),
    wait(3),
    code(4),
    wait(5),
    mail(6),
  ]),
  // What a search believes of the time ahead: each of these notices one belief that is wrong.
  small(
    'a campaign that ends after many waits',
    '500,lost-answer',
    [NOW, code(2), wait(3), wait(4), wait(5), code(6), mail(7, 'Hello')],
    {
      campaign: { endTime: '2026-01-05T09:04:30Z' },
      settings: { webhookRetryDelays: ['1 minute', '1 minute'] },
    },
  ),
  small(
    'a scenario that is stopped before the next one comes',
    'scenario-stopped,scenario-edited,key-expired',
    [onEvent('purchase'), BY_NAME, wait(3), SEEN, code(5), mail(6)],
    {
      people: ['ada', 'grace'],
      connections: [
        [1, 2],
        [2, 3],
        [3, 4],
        [2, 5, 'else'],
        [5, 6],
      ],
    },
  ),
  small(
    'a webhook that two ways come to',
    '500',
    [NOW, code(2), mail(3), wait(4, '2 minutes'), mail(5, 'Hello'), wait(6, '1 hour')],
    {
      connections: [
        [1, 2],
        [2, 3],
        [1, 4],
        [4, 5],
        [1, 6],
        [6, 2],
      ],
      settings: { webhookRetryDelays: ['1 minute', '1 minute'] },
    },
  ),
  small(
    'a mail that two ways come to',
    'lost-before-dot,lost-after-dot',
    [NOW, mail(2, 'Welcome'), mail(3, 'Hello'), wait(4)],
    {
      connections: [
        [1, 2],
        [2, 3],
        [1, 4],
        [4, 3],
      ],
    },
  ),
  small(
    'a wait that the clocks make shorter',
    'clock-forward,clock-change',
    [NOW, code(2), wait(3, '3 hours'), code(4), mail(5, 'Hello')],
    { campaign: { endTime: '2026-01-05T12:30:00Z' } },
  ),
]
