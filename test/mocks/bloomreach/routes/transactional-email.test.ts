import { describe, expect, test } from 'vitest'
import type { BloomreachSettings } from '../../../../mocks/bloomreach/settings.ts'
import { givenBloomreach } from '../../../support/bloomreach.ts'

const MAIL = {
  email_content: {
    subject: 'Hi {{ customer.first_name }}',
    html: '<p>Your code: {{ params.code }}</p>',
    params: { code: 'A1' },
  },
  campaign_name: 'Order confirmed',
  recipient: { customer_ids: { registered: 'ada' } },
}

async function given(settings: Partial<BloomreachSettings> = {}) {
  const house = givenBloomreach({ transactionalEmail: 'on', ...settings })
  await house.customer('ada', { first_name: 'Ada', email: 'ada@example.com' })
  const { id } = house.customers.find({ registered: 'ada' }) ?? { id: '' }
  const send = (body: unknown) => house.post(`/email/v2/projects/${house.token}/sync`, body)
  const content = (extra: object) => send({ ...MAIL, email_content: { ...MAIL.email_content, ...extra } })
  const campaigns = () => house.events.of(id, 'campaign').map(({ properties }) => properties)
  return { ...house, id, sync: send, content, campaigns }
}

describe('POST /email/v2/projects/{projectToken}/sync', () => {
  test('renders and sends one mail at once', async () => {
    const { sync, outbox } = await given()

    expect(await sync(MAIL)).toMatchObject({
      status: 200,
      body: { message: 'Email was sent successfully.', success: true },
    })
    expect(outbox).toMatchObject([
      {
        to: ['ada@example.com'],
        subject: 'Hi Ada',
        html: expect.stringContaining('Your code: A1'),
        text: 'Your code: A1',
      },
    ])
  })

  test('is off by default per project', async () => {
    const { sync, outbox } = await given({ transactionalEmail: 'off' })

    const { status, headers } = await sync(MAIL)

    expect(status).toBe(403)
    expect(headers.get('x-sandbox-hint')).toContain('transactionalEmail')
    expect(outbox).toEqual([])
  })

  test('its campaign event is of type transactional_email and has no campaign_policy', async () => {
    const { sync, campaigns } = await given()
    await sync({ ...MAIL, settings: { custom_event_properties: { order: 7 } } })

    expect(campaigns()).toEqual([
      {
        campaign_name: 'Order confirmed',
        action_type: 'transactional_email',
        subject: 'Hi Ada',
        recipient: 'ada@example.com',
        language: '',
        order: 7,
        status: 'enqueued',
      },
    ])
  })

  test('has no unsubscribe header and no bounce management', async () => {
    const { sync, outbox, campaigns, mail } = await given()
    mail.send = async sent => {
      outbox.push(sent)
      return { accepted: [], rejected: [{ address: 'ada@example.com', code: 550, response: 'no such user' }] }
    }
    await sync(MAIL)

    expect(outbox[0]?.headers).toEqual({})
    expect(campaigns().map(({ status }) => status)).toEqual(['enqueued'])
  })

  test('takes a template by its id, in the language of the recipient', async () => {
    const { sync, emailTemplates, outbox } = await given()
    await emailTemplates.add({
      id: 'tpl',
      subject: 'Code {{ params.code }}',
      html: '<p>hello</p>',
      languages: { sk: { subject: 'Kód {{ params.code }}', html: '<p>ahoj</p>' } },
    })
    const mail = { ...MAIL, email_content: { template_id: 'tpl', params: { code: 'B2' } } }

    await sync(mail)
    await sync({ ...mail, recipient: { ...MAIL.recipient, language: 'sk' } })

    expect(outbox.map(({ subject }) => subject)).toEqual(['Code B2', 'Kód B2'])
    expect(await sync({ ...mail, email_content: { template_id: 'none' } })).toMatchObject({
      status: 400,
      body: { errors: { email_content: { template_id: [expect.stringContaining('not found')] } } },
    })
  })

  test('an address or domain on the suppression list is 400', async () => {
    const { sync, suppressions, outbox } = await given()
    suppressions.add('example.com', 'suppression list')

    const { status, body } = await sync(MAIL)

    expect({ status, body }).toEqual({
      status: 400,
      body: { errors: ['Email address or domain is on the suppression list'] },
    })
    expect(outbox).toEqual([])
  })

  test('the texts of the other documented refusals are settings, or planted', async () => {
    const { sync, world, suppressions, outbox } = await given({
      unknownTemplate: 'no such an email design',
      suppressedRecipient: 'is in',
    })
    const template = { ...MAIL, email_content: { template_id: 'none' } }
    expect(await sync(template)).toMatchObject({
      status: 400,
      body: { errors: { email_content: { template_id: ['no such an email design'] } } },
    })
    suppressions.add('ada@example.com', 'suppression list')
    expect((await sync(MAIL)).body).toEqual({
      errors: ['Email address or domain is in the suppression list'],
    })

    const late = { errors: { email_content: { template_id: ['context deadline exceeded'] } } }
    world.faults.add({ operation: 'email/sync', first: 1, answer: { status: 400, body: late } })
    expect(await sync(template)).toMatchObject({ status: 400, body: late })
    world.faults.clear()
    world.faults.add({
      operation: 'email/sync',
      answer: { status: 502, body: { errors: ['429 Too Many Requests'] } },
    })
    expect(await sync(MAIL)).toMatchObject({ status: 502, body: { errors: ['429 Too Many Requests'] } })
    expect(outbox).toEqual([])
  })

  test('its templates see consents, segmentations and the analyses of the world, as those of a scenario', async () => {
    const { content, outbox, analyses, catalogs, recommendations, consentCategories } = await given()
    await consentCategories.add({ id: 'news', name: 'News' })
    analyses.project = { metrics: { m: 42 }, reports: {}, funnels: {} }
    catalogs.load({ Shoes: { a: { title: 'Red' } } })
    recommendations.load({ r: ['a'] })

    await content({
      html: "{{ metrics('m') }} {{ catalogs.Shoes.item_by_id('a').title }} {{ consents.news }} {{ segmentations }} {{ recommendations('r').0.title }}",
    })

    expect(outbox.map(({ text }) => text)).toEqual(['42 Red False {} Red'])
  })

  test('missing params are named', async () => {
    const { sync } = await given()

    expect(await sync({ campaign_name: 'x' })).toMatchObject({
      status: 400,
      body: { success: false, errors: ['Missing params: email_content, recipient'] },
    })
    expect(await sync({ ...MAIL, email_content: {} })).toMatchObject({
      status: 400,
      body: { errors: ['Missing params: html, subject'] },
    })
  })

  test('a template that fails is 200 "Failed to prepare personalization for template"', async () => {
    const { content, outbox, campaigns } = await given()

    const { status, body, headers } = await content({ html: '{{ nothing.at.all }}' })

    expect({ status, body }).toEqual({
      status: 200,
      body: { success: false, errors: ['Failed to prepare personalization for template'] },
    })
    expect(headers.get('x-sandbox-hint')).toContain('nothing')
    expect([outbox, campaigns()]).toEqual([[], []])
  })

  test('attachments, custom headers, sender and url_params are in the mail', async () => {
    const { sync, outbox, sentMails } = await given()
    await sync({
      ...MAIL,
      email_content: {
        ...MAIL.email_content,
        html: '<a href="https://shop.example/">shop</a>',
        sender_address: 'shop@example.com',
        sender_name: 'The shop',
        attachments: [{ filename: 'bill.txt', content: 'aGVsbG8=', content_type: 'text/plain' }],
      },
      settings: { custom_headers: { 'X-Order': '7' }, url_params: { order: '7' } },
    })

    expect(outbox).toMatchObject([
      {
        from: { name: 'The shop', address: 'shop@example.com' },
        headers: { 'X-Order': '7' },
        attachments: [{ filename: 'bill.txt', contentType: 'text/plain', content: Buffer.from('hello') }],
      },
    ])
    const id = /<([0-9a-f]{20})@/.exec(outbox[0]?.messageId ?? '')?.[1] ?? ''
    expect(sentMails.get(id)?.links).toEqual([
      'https://shop.example/?utm_source=exponea&utm_campaign=Order+confirmed&utm_medium=email&order=7',
    ])
  })

  test('{{ email.view }} and {{ email.unsubscribe }} are links of this mail', async () => {
    const { sync, outbox, send } = await given()
    const html = '<a href="{{ email.view }}">view</a> <a href="{{ email.unsubscribe }}">stop</a>'
    await sync({ ...MAIL, email_content: { ...MAIL.email_content, html } })

    const [view = '', stop = ''] = [...(outbox[0]?.html ?? '').matchAll(/href="([^"]+)"/g)].map(
      ([, url]) => url,
    )

    expect(await send(view)).toMatchObject({ status: 200, text: outbox[0]?.html })
    expect((await send(stop)).status).toBe(200)
  })

  test('two integrations: the second is the fallback; more than two is 400', async () => {
    const { sync, outbox, mail, campaigns } = await given()
    const integrations = ['one@example.com', 'two@example.com'].map(sender_address => ({
      id: 'x',
      sender_address,
    }))
    const succeed = mail.send
    mail.send = async (sent, context) => {
      if (sent.from.address === 'one@example.com')
        throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
      return succeed(sent, context)
    }

    expect((await sync({ ...MAIL, integrations })).status).toBe(200)
    expect(outbox[0]?.from.address).toBe('two@example.com')
    expect((await sync({ ...MAIL, integrations: integrations.slice(0, 1) })).status).toBe(502)
    expect(campaigns().map(({ status, message }) => [status, message])).toEqual([
      ['enqueued', undefined],
      ['enqueue_failed', 'The email provider could not be reached: refused'],
    ])
    expect(campaigns()[0]).not.toHaveProperty('message')
    expect((await sync({ ...MAIL, integrations: [...integrations, ...integrations] })).status).toBe(400)
  })

  test('a consent category that the customer did not accept suppresses the mail', async () => {
    const { sync, outbox, campaigns, consentCategories } = await given()
    await consentCategories.add({ id: 'news', name: 'News' })

    expect((await sync({ ...MAIL, settings: { consent_category: 'news' } })).status).toBe(400)

    expect(outbox).toEqual([])
    expect(campaigns()).toMatchObject([{ status: 'suppressed', consent_category: 'news' }])
  })

  test('without the consent for tracking its openings and clicks are not tracked either', async () => {
    const { sync, outbox, campaigns, consentCategories, send } = await given()
    await consentCategories.add({ id: 'tracking', name: 'Tracking' })
    const statusAfterOpening = async (settings: object) => {
      await sync({ ...MAIL, settings })
      const [, pixel = ''] = /(\/e\/[0-9a-f]+\/open\.gif)/.exec(outbox.at(-1)?.html ?? '') ?? []
      expect((await send(pixel)).status).toBe(200)
      return campaigns().at(-1)?.status
    }

    expect(await statusAfterOpening({ consent_category_tracking: 'tracking' })).toBe('enqueued')
    expect(await statusAfterOpening({})).toBe('opened')
  })

  test('its HTML blocks see the customer and what they were called with, its params do not reach into them', async () => {
    const { content, outbox, htmlBlocks } = await given()
    htmlBlocks.add(
      'card',
      '<b>[[ TITLE : string ]] {{ customer.first_name }} {{ params.code is defined }}</b>',
    )

    const whole = await content({ html: '{{ block("card", {"TITLE": params.code}) }}' })
    const bare = await content({ html: '{{ block("card") }}' })

    expect(whole.status).toBe(200)
    expect(outbox.map(({ html }) => html)).toEqual([expect.stringContaining('<b>A1 Ada False</b>')])
    expect(bare).toMatchObject({ status: 200, body: { success: false } })
    expect(bare.text).toContain('Failed to prepare personalization for template')
  })

  test('ids that nobody has make a customer, or 404 with transactionalUnknownCustomer refuse', async () => {
    const bob = { ...MAIL, recipient: { customer_ids: { registered: 'bob' }, email: 'bob@example.com' } }
    const house = await given()
    expect((await house.sync(bob)).status).toBe(200)
    expect(house.customers.find({ registered: 'bob' })).toBeDefined()
    expect((await house.sync({ ...MAIL, recipient: { customer_ids: { registered: 'eve' } } })).status).toBe(
      400,
    )
    expect(house.customers.find({ registered: 'eve' })).toBeUndefined()

    const strict = await given({ transactionalUnknownCustomer: 'refuse' })
    expect((await strict.sync(bob)).status).toBe(404)
  })

  test.each([
    ['campaign_name', 7],
    ['campaign_name', ''],
    ['recipient', 'ada'],
    ['recipient', { customer_ids: {} }],
    ['recipient', { customer_ids: { registered: 'ada' }, email: 'nobody' }],
    ['recipient', { customer_ids: { registered: 'ada' }, email: 'a@b.c\r\nBcc: x@y.z' }],
    ['recipient', { customer_ids: { registered: 'ada' }, language: 1 }],
    ['email_content', []],
    ['email_content', { html: 'x', subject: 1 }],
    ['email_content', { html: 'x', subject: 's', sender_name: 'a\r\nBcc: x@y.z' }],
    ['email_content', { html: 'x', subject: 's', params: [] }],
    ['email_content', { html: 'x', subject: 's', attachments: {} }],
    [
      'email_content',
      { html: 'x', subject: 's', attachments: [{ filename: 'a', content: '???', content_type: 'b' }] },
    ],
    [
      'email_content',
      { html: 'x', subject: 's', attachments: [{ filename: 'a\nb', content: '', content_type: 'b' }] },
    ],
    ['integrations', []],
    ['integrations', [{}]],
    ['transfer_identity', 'sometimes'],
    ['settings', 'none'],
    ['settings', { custom_headers: { Subject: 'x' } }],
    ['settings', { custom_headers: { 'content-type': 'x' } }],
    ['settings', { custom_headers: { 'a b': 'x' } }],
    ['settings', { custom_headers: { 'X-A': 'b\r\nBcc: x@y.z' } }],
    ['settings', { url_params: { a: 1 } }],
  ])('%s of %j is refused and nothing is sent', async (field, value) => {
    const { sync, outbox, events } = await given()

    const { status, body } = await sync({ ...MAIL, [field]: value })

    expect({ status, body }).toMatchObject({ status: 400, body: { success: false } })
    expect(outbox).toEqual([])
    expect(events.size).toBe(0)
  })
})
