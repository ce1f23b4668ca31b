import { expect, test } from 'vitest'
import { chain, email, givenScenarios, now } from '../../../support/scenarios.ts'

const flow = (more: Parameters<typeof email>[0] = {}) => chain(now, email({ html: '<p>Hello</p>', ...more }))

test('the campaign events of a mail are enqueued, then delivered, with the vendor’s property names', async () => {
  const bloomreach = await givenScenarios()

  const id = await bloomreach.start(flow({ consentCategory: 'newsletter' }))

  expect(bloomreach.campaignEvents('ada')).toEqual(
    ['enqueued', 'delivered'].map(status => ({
      campaign_id: id,
      campaign_name: 'Referral',
      action_id: 4,
      action_name: 'Unnamed email',
      action_type: 'email',
      campaign_policy: '',
      consent_category: 'newsletter',
      status,
      subject: 'Your referral code',
      recipient: 'ada@example.com',
      language: '',
      platform: 'email',
      sent_timestamp: 1_767_614_400,
    })),
  )
  expect(id).toMatch(/^[0-9a-f]{24}$/)
})

test('a mail has subject, HTML and a text alternative that is derived when there is none', async () => {
  const bloomreach = await givenScenarios()
  const html =
    '<head><style>p{}</style></head><p>Hi {{ customer.first_name }} &amp; co</p><a href="https://x.example/a">Go</a>'

  await bloomreach.start(flow({ html }))
  await bloomreach.start(flow({ html, text: 'Own text' }))

  expect(bloomreach.outbox.map(({ text }) => text)).toEqual([
    'Hi ada & co\nGo (https://x.example/a)',
    'Own text',
  ])
  expect(bloomreach.outbox[0]).toMatchObject({
    to: ['ada@example.com'],
    from: { name: 'Referral Sandbox', address: 'no-reply@sandbox.example.com' },
    subject: 'Your referral code',
  })
})

test.each([
  [
    'a body',
    '<body class="x"><p>Hello</p></body>',
    '<body class="x"><div style="display:none">Hi &amp; co</div><p>',
  ],
  ['a part', '<p>Hello</p>', '<div style="display:none">Hi &amp; co</div><p>'],
  [
    'a megabyte of unfinished bodies',
    '<body '.repeat(200_000),
    '<div style="display:none">Hi &amp; co</div><body <body',
  ],
])('the preheader stands hidden before the text of %s', async (_, html, start) => {
  const bloomreach = await givenScenarios()

  await bloomreach.start(flow({ html, preheader: 'Hi & co' }))

  expect(bloomreach.outbox[0]?.html?.slice(0, start.length)).toBe(start)
})

test('without consent the mail is suppressed, with type and message', async () => {
  const bloomreach = await givenScenarios()
  bloomreach.consents.reject({
    customerId: bloomreach.customer('ada').id,
    category: 'newsletter',
    source: 'test',
  })

  const id = await bloomreach.start(flow({ consentCategory: 'newsletter' }))

  expect(bloomreach.campaignEvents('ada')).toMatchObject([
    { status: 'suppressed', type: 'consent', message: 'The customer rejected consent for newsletter.' },
  ])
  expect(bloomreach.node(id, 4)).toMatchObject({ entered: 1, suppressed: 1, succeeded: 0 })
})

test('a List-Unsubscribe header is added to every email except those under the general consent', async () => {
  const bloomreach = await givenScenarios()

  await bloomreach.start(flow({ consentCategory: 'newsletter' }))
  await bloomreach.start(flow({ consentCategory: 'general' }))
  await bloomreach.start(flow({ generalConsent: true }))

  expect(bloomreach.outbox.map(({ headers }) => 'List-Unsubscribe' in headers)).toEqual([true, false, false])
  expect(bloomreach.outbox[0]?.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
})

test('an error in Jinja is enqueue_failed, and message has the detail', async () => {
  const bloomreach = await givenScenarios()

  await bloomreach.start(flow({ html: '{{ webhook.code }}' }))

  expect(bloomreach.campaignEvents('ada')).toMatchObject([
    { status: 'enqueue_failed', message: "UndefinedError: 'webhook' is undefined (line 1, column 12)" },
  ])
})

test.each([
  ['{{ 2 ** 3 }}', 'power operand ** is not supported', { templatePower: 'serve' }, '8'],
  ["{{ 'a' + 'b' }}", 'Numeric operator + is allowed on numbers only', { templatePlus: 'python' }, 'ab'],
  ['{{ [1] + [2] }}', 'Numeric operator + is allowed on numbers only', { templatePlus: 'python' }, '[1, 2]'],
  ['{{ time() }}', "'float' object is not callable", undefined, ''],
] as const)(
  'a template does what the vendor serves, and more by a setting: %s',
  async (subject, message, settings, served) => {
    const refusing = await givenScenarios({})
    const serving = await givenScenarios(settings === undefined ? {} : { settings })
    for (const house of [refusing, serving]) await house.start(chain(now, email({ subject, html: 'Hi' })))

    expect(refusing.campaignEvents('ada')).toMatchObject([
      { status: 'enqueue_failed', message: expect.stringContaining(message) },
    ])
    expect(serving.outbox.map(mail => mail.subject)).toEqual(settings === undefined ? [] : [served])
  },
)

test('{% abort %} suppresses the mail and says the reason', async () => {
  const bloomreach = await givenScenarios()

  await bloomreach.start(flow({ html: '{% abort: "Consent discount is rejected" %}' }))

  expect(bloomreach.outbox).toEqual([])
  expect(bloomreach.campaignEvents('ada')).toMatchObject([
    { status: 'suppressed', type: 'abort', message: 'Consent discount is rejected' },
  ])
})

test('a missing email property makes no event, only an error of the node', async () => {
  const bloomreach = await givenScenarios({ attributes: () => ({ email: '' }) })

  const id = await bloomreach.start(flow())

  expect(bloomreach.campaignEvents('ada')).toEqual([])
  expect(bloomreach.node(id, 4)).toMatchObject({
    failed: 1,
    messages: [{ message: 'Missing/invalid email property', count: 1 }],
  })
})

test('a missing email property makes enqueue_failed with missingEmailEvent: enqueue_failed', async () => {
  const bloomreach = await givenScenarios({
    attributes: () => ({ email: '' }),
    settings: { missingEmailEvent: 'enqueue_failed' },
  })

  await bloomreach.start(flow())

  expect(bloomreach.statuses('ada')).toEqual(['enqueue_failed'])
})

test.each(['no address', 'a@b@c', 'two, addresses@example.com', 'line\nbreak@example.com'])(
  'a malformed email property is enqueue_failed with a message: %j',
  async address => {
    const bloomreach = await givenScenarios({ attributes: () => ({ email: address }) })

    await bloomreach.start(flow())

    expect(bloomreach.campaignEvents('ada')).toMatchObject([
      {
        status: 'enqueue_failed',
        message: `Missing/invalid email property: ${JSON.stringify(address)}`,
        recipient: address,
      },
    ])
  },
)

test('a recipient set manually gets the mail of every customer, outside frequency policies', async () => {
  const policy = { name: 'One a day', limits: [{ count: 1, per: '1 day' }] }
  const bloomreach = await givenScenarios({
    customers: ['ada', 'grace'],
    world: { frequencyPolicies: [policy] },
  })
  const manual = flow({ frequencyPolicy: 'One a day', recipients: { manual: 'qa@example.com' } })

  await bloomreach.start(manual)
  await bloomreach.start(manual)

  expect(bloomreach.outbox.map(({ to }) => to)).toEqual(Array(4).fill(['qa@example.com']))
})

test('with a policy of 2 a day and 3 triggered the first two are sent and the third is blocked', async () => {
  const policy = { id: 'p', name: 'Two a day', limits: [{ count: 2, per: '1 day' }] }
  const bloomreach = await givenScenarios({ world: { frequencyPolicies: [policy] } })
  const limited = flow({ frequencyPolicy: 'Two a day' })

  await bloomreach.start(limited)
  await bloomreach.start(limited)
  await bloomreach.start(limited)

  expect(bloomreach.outbox).toHaveLength(2)
  expect(bloomreach.campaignEvents('ada').at(-1)).toMatchObject({
    status: 'suppressed',
    type: 'frequency_policy',
    campaign_policy: 'p',
  })
})

test('SMTP 550 is hard_bounced, and the address gets no further mail', async () => {
  const bloomreach = await givenScenarios({
    receipt: ({ to }) => ({
      accepted: [],
      rejected: to.map(address => ({ address, code: 550, response: '550 no such user' })),
    }),
  })

  await bloomreach.start(flow())
  await bloomreach.start(flow())

  expect(bloomreach.campaignEvents('ada')).toMatchObject([
    { status: 'enqueued' },
    { status: 'hard_bounced', message: '550 no such user' },
    { status: 'suppressed', type: 'suppression_list' },
  ])
})

test('SMTP 451 is soft_bounced', async () => {
  const bloomreach = await givenScenarios({
    receipt: ({ to }) => ({
      accepted: [],
      rejected: to.map(address => ({ address, code: 451, response: '451 try later' })),
    }),
  })

  await bloomreach.start(flow())

  expect(bloomreach.statuses('ada')).toEqual(['enqueued', 'soft_bounced'])
})

test('a provider that cannot be reached is enqueue_failed', async () => {
  const bloomreach = await givenScenarios({
    receipt: () => {
      throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    },
  })

  await bloomreach.start(flow())

  expect(bloomreach.campaignEvents('ada')).toMatchObject([
    {
      status: 'enqueue_failed',
      message: 'The mail provider could not be reached: connect ECONNREFUSED',
    },
  ])
})

test('the language variant of the customer is sent, and the default where there is none', async () => {
  const bloomreach = await givenScenarios({
    customers: ['ada', 'grace'],
    attributes: name => ({ language: name === 'ada' ? 'sk' : 'fr' }),
  })

  await bloomreach.start(flow({ languages: { sk: { subject: 'Váš kód', html: '<p>Ahoj</p>' } } }))

  expect(bloomreach.outbox.map(({ subject, text }) => [subject, text])).toEqual([
    ['Váš kód', 'Ahoj'],
    ['Your referral code', 'Hello'],
  ])
  expect(bloomreach.campaignEvents('ada')[0]).toMatchObject({ language: 'sk' })
})

test('a line break in a rendered header starts no other header', async () => {
  const bloomreach = await givenScenarios({
    attributes: () => ({ first_name: 'a\r\nBcc: evil@example.com' }),
  })

  await bloomreach.start(
    flow({ subject: 'Hi {{ customer.first_name }}', headers: { 'X-Name': '{{ customer.first_name }}' } }),
  )

  expect(bloomreach.outbox[0]?.subject).toBe('Hi a Bcc: evil@example.com')
  expect(bloomreach.outbox[0]?.headers['X-Name']).toBe('a Bcc: evil@example.com')
})

test('the consent page has a link of its own for each customer', async () => {
  const bloomreach = await givenScenarios({ customers: ['ada', 'grace'] })

  await bloomreach.start(flow({ html: '{{ consent.page }}' }))

  expect(new Set(bloomreach.outbox.map(({ text }) => text)).size).toBe(2)
})

test.each([
  ['suppressed', { status: 'suppressed', type: 'abort' }],
  ['enqueue_failed', { status: 'enqueue_failed' }],
])('with abortEvent: %s an abort without a reason says so', async (abortEvent, expected) => {
  const bloomreach = await givenScenarios({ settings: { abortEvent: abortEvent as 'suppressed' } })

  const id = await bloomreach.start(flow({ html: '{% abort %}' }))

  const [event] = bloomreach.campaignEvents('ada')
  expect(event).toMatchObject({ ...expected, message: 'The template aborted.' })
  expect(event?.type).toBe('type' in expected ? expected.type : undefined)
  expect(bloomreach.node(id, 4)).toMatchObject({ suppressed: 1, failed: 0 })
})

test('with abortEvent: none an abort makes no event', async () => {
  const bloomreach = await givenScenarios({ settings: { abortEvent: 'none' } })

  await bloomreach.start(flow({ html: '{% abort %}' }))

  expect(bloomreach.campaignEvents('ada')).toEqual([])
})

test('a node’s own properties are on the events, but never in place of the vendor’s', async () => {
  const bloomreach = await givenScenarios()

  await bloomreach.start(
    flow({ eventProperties: { wave: '{{ 1 + 1 }}', subject: 'mine', platform: 'mine' } }),
  )

  expect(bloomreach.campaignEvents('ada')).toMatchObject([
    { status: 'enqueued', wave: '2', subject: 'Your referral code', platform: 'email' },
    { status: 'delivered', wave: '2' },
  ])
})

test('what comes back from a mail says its subject and language', async () => {
  const bloomreach = await givenScenarios({ attributes: () => ({ language: 'sk' }) })
  await bloomreach.start(flow({ languages: { sk: { subject: 'Váš kód', html: '<p>Ahoj</p>' } } }))
  const pixel = /http:[^"]+open\.gif/.exec(bloomreach.outbox[0]?.html ?? '')?.[0] ?? ''

  await bloomreach.app.request(pixel)

  expect(bloomreach.campaignEvents('ada').at(-1)).toMatchObject({
    status: 'opened',
    subject: 'Váš kód',
    language: 'sk',
    action_id: 4,
  })
})

test('a recipient is taken without the blanks around it', async () => {
  const bloomreach = await givenScenarios({ attributes: () => ({ email: ' ada@example.com\n' }) })

  await bloomreach.start(flow())
  await bloomreach.start(flow({ recipients: { manual: ' {{ customer.email }} ' } }))

  expect(bloomreach.outbox.map(({ to }) => to)).toEqual([['ada@example.com'], ['ada@example.com']])
})

test('an email property that is null is a missing one', async () => {
  const bloomreach = await givenScenarios({ attributes: () => ({ email: null }) })

  await bloomreach.start(flow())

  expect(bloomreach.campaignEvents('ada')).toEqual([])
})

test('a recipient whose template fails is enqueue_failed with the detail', async () => {
  const bloomreach = await givenScenarios()

  await bloomreach.start(flow({ recipients: { manual: '{{ customer.a.b }}' } }))

  expect(bloomreach.campaignEvents('ada')).toMatchObject([
    { status: 'enqueue_failed', message: expect.stringContaining('UndefinedError') },
  ])
})

test.each([
  [{}, {}, 'Unnamed+email'],
  [{ name: 'Say hello' }, {}, 'Say+hello'],
  [{ name: 'Say hello' }, { utmCampaign: 'campaign' }, 'Referral'],
] as const)(
  'utm_campaign is the name of the action, or by setting of the campaign',
  async (named, settings, expected) => {
    const bloomreach = await givenScenarios({ settings })

    await bloomreach.start(flow({ html: '<a href="https://shop.example/">Shop</a>', ...named }))

    const [, mail = ''] = /\/e\/([0-9a-f]+)\/click/.exec(bloomreach.outbox[0]?.html ?? '') ?? []
    const click = await bloomreach.app.request(`/e/${mail}/click/0`)
    expect(click.headers.get('location')).toContain(`utm_campaign=${expected}`)
  },
)

test('without the consent for tracking a mail’s openings and clicks are not tracked, and its links still lead on', async () => {
  const bloomreach = await givenScenarios({ world: { consentCategories: ['newsletter', 'tracking'] } })
  const html =
    '<a href="https://shop.example/">Shop</a><a href="https://shop.example/?xnpe_force_track=true">Always</a>'

  await bloomreach.start(flow({ html, consentCategoryTracking: 'tracking' }))
  const [, mail = ''] = /\/e\/([0-9a-f]+)\/click/.exec(bloomreach.outbox[0]?.html ?? '') ?? []
  await bloomreach.app.request(`/e/${mail}/open.gif`)
  const click = await bloomreach.app.request(`/e/${mail}/click/0`)

  expect(click.headers.get('location')).toContain('https://shop.example/')
  expect(bloomreach.statuses('ada')).toEqual(['enqueued', 'delivered'])
  expect(bloomreach.journal('tracking-withheld')).toMatchObject([{ status: 'opened' }, { status: 'clicked' }])
  await bloomreach.app.request(`/e/${mail}/click/1`)
  expect(bloomreach.statuses('ada')).toEqual(['enqueued', 'delivered', 'clicked'])
})

test('with the consent for tracking they are', async () => {
  const bloomreach = await givenScenarios()

  await bloomreach.start(flow({ consentCategoryTracking: 'newsletter' }))
  const [, mail = ''] = /\/e\/([0-9a-f]+)\/open/.exec(bloomreach.outbox[0]?.html ?? '') ?? []
  await bloomreach.app.request(`/e/${mail}/open.gif`)

  expect(bloomreach.statuses('ada')).toEqual(['enqueued', 'delivered', 'opened'])
})
