import { describe, expect, test } from 'vitest'
import { consentPageUrl } from '../../../../mocks/bloomreach/links/consent-page-url.ts'
import { listUnsubscribeHeaders } from '../../../../mocks/bloomreach/mail/list-unsubscribe.ts'
import { trackedHtml } from '../../../../mocks/bloomreach/mail/tracked-html.ts'
import type { BloomreachSettings } from '../../../../mocks/bloomreach/settings.ts'
import { givenBloomreach, NOON } from '../../../support/bloomreach.ts'

const ORIGIN = 'http://127.0.0.1:4400'
const form = (entries: [string, string][]) => ({ method: 'POST', body: new URLSearchParams(entries) })

async function given(settings: Partial<BloomreachSettings> = {}) {
  const house = givenBloomreach(settings)
  await house.consentCategories.add({ id: 'news', name: 'Our newsletter', description: 'Once a month' })
  await house.consentCategories.add({ id: 'orders', name: 'Orders', legitimateInterest: true })
  await house.customer('ada', { email: 'ada@example.com' })
  await house.event('ada', 'consent', { action: 'accept', category: 'news', valid_until: 'unlimited' })
  const { id } = house.customers.find({ registered: 'ada' }) ?? { id: '' }
  const campaign = { campaign_id: '5db9ab54b073dfb424ccfa6f', action_id: 4, action_type: 'email' }
  const mail = house.sentMails.register({
    customerId: id,
    recipient: 'ada@example.com',
    category: 'news',
    campaign,
  })
  const valid = (category: string) => house.consents.isValid(id, category).valid
  const last = (type: string) => house.events.of(id, type).at(-1)
  const pathOf = (url: string) => url.slice(ORIGIN.length)
  /** The journal's entries of this kind that a request to this path led to. */
  const causedBy = (path: string, kind: string) => {
    const entries = house.world.journal.read({ limit: 1_000 })
    const requests = entries.filter(({ path: asked }) => asked === path).map(({ seq }) => seq)
    return entries.filter(entry => entry.kind === kind && requests.includes(entry.causedBy ?? 0))
  }
  return { ...house, id, mail, campaign, valid, last, pathOf, causedBy }
}

describe('the consent page', () => {
  test('opens at the link of {{ consent.page }} and shows each category as it stands', async () => {
    const { send, pathOf, id } = await given()

    const { status, text, headers } = await send(pathOf(consentPageUrl(ORIGIN, id)))

    expect(status).toBe(200)
    expect(headers.get('content-type')).toContain('text/html')
    expect(text).toContain('ada@example.com')
    expect(text).toContain('Our newsletter')
    expect(text).toContain('Once a month')
    expect(text.match(/<input[^>]*>/g)).toEqual([
      expect.stringMatching(/value="news" checked/),
      expect.stringMatching(/value="orders" checked/),
    ])
  })

  test('saving tracks a consent event for each choice that changed', async () => {
    const { send, pathOf, id, valid, events, last } = await given()
    const page = pathOf(consentPageUrl(ORIGIN, id))

    const saved = await send(
      page,
      form([
        ['category', 'orders'],
        ['action', 'save'],
      ]),
    )

    expect(saved.status).toBe(303)
    expect(valid('news')).toBe(false)
    expect(valid('orders')).toBe(true)
    expect(events.of(id, 'consent')).toHaveLength(2)
    expect(last('consent')?.properties).toEqual({
      action: 'reject',
      category: 'news',
      source: 'consent-page',
    })
    await send(
      page,
      form([
        ['category', 'news'],
        ['category', 'orders'],
        ['action', 'save'],
      ]),
    )
    expect(valid('news')).toBe(true)
    expect((await send(`${page}${saved.headers.get('location')}`)).text).toContain(
      'Your preferences are saved.',
    )
  })

  test('unsubscribing from all rejects every category, legitimate interest too', async () => {
    const { send, pathOf, id, valid } = await given()

    await send(
      pathOf(consentPageUrl(ORIGIN, id)),
      form([
        ['action', 'unsubscribe-from-all'],
        ['category', 'news'],
      ]),
    )

    expect(valid('news')).toBe(false)
    expect(valid('orders')).toBe(false)
  })

  test('the consent page link works only in live campaigns, not in test mails', async () => {
    const { send, pathOf } = await given()

    const { status, text } = await send(pathOf(consentPageUrl(ORIGIN, undefined)))

    expect(status).toBe(200)
    expect(text).toContain('works only in live campaigns')
  })

  test('the link is unique per customer, and one of nobody is a page that says so', async () => {
    const { send, id } = await given()

    expect(consentPageUrl(ORIGIN, id)).not.toBe(consentPageUrl(ORIGIN, 'f'.repeat(24)))
    for (const path of [`/e/consent/${'f'.repeat(24)}`, '/e/consent/ada', '/e/nonsense', '/e/x/click/0']) {
      const { status, text } = await send(path)
      expect(status).toBe(404)
      expect(text).toContain('This link leads nowhere')
    }
  })

  test('texts of the world are shown, never run', async () => {
    const { send, customer, customers } = await given()
    await customer('eve', { email: '<script>alert(1)</script>' })

    const { text } = await send(`/e/consent/${customers.find({ registered: 'eve' })?.id}`)

    expect(text).toContain('&lt;script&gt;')
    expect(text).not.toContain('<script')
  })

  test('a choice that is saved stands in the journal, with the request that made it', async () => {
    const { send, id, causedBy } = await given()

    await send(
      `/e/consent/${id}`,
      form([
        ['category', 'orders'],
        ['action', 'save'],
      ]),
    )

    expect(causedBy(`/e/consent/${id}`, 'bloomreach.event')).toMatchObject([
      { action: 'reject', category: 'news' },
    ])
    expect(causedBy(`/e/consent/${id}`, 'bloomreach.consent-page')).toMatchObject([
      { customer: id, granted: 'orders', changed: 1 },
    ])
  })

  test('says what is saved only after saving, and names no description where there is none', async () => {
    const { send, id } = await given()

    const { text } = await send(`/e/consent/${id}`)

    expect(text).not.toContain('Your preferences are saved.')
    expect(text.match(/<small>/g)).toHaveLength(1)
    expect(text).toContain('<meta name="robots" content="noindex"/>')
  })

  test('a category without consent is shown unchecked', async () => {
    const { send, id, consents } = await given()
    consents.reject({ customerId: id, category: 'news', source: 'test' })

    const { text } = await send(`/e/consent/${id}`)

    expect(text.match(/<input[^>]*>/g)).toEqual([
      expect.not.stringContaining('checked'),
      expect.stringContaining('checked'),
    ])
  })

  test('a project without categories has nothing to choose', async () => {
    const { send, customer, customers } = givenBloomreach()
    await customer('ada')

    const { text } = await send(`/e/consent/${customers.find({ registered: 'ada' })?.id}`)

    expect(text).toContain('There is nothing to choose')
    expect(text).not.toContain('<form')
  })

  test.each([
    [{ cookie: 'c1', registered: 'bob' }, 'bob'],
    [{ cookie: 'c2' }, 'c2'],
  ])('a customer without an address is called by an id: %j', async (ids, name) => {
    const { send, customers } = await given()
    const { id } = customers.upsert(ids)

    expect((await send(`/e/consent/${id}`)).text).toContain(`For <strong>${name}</strong>`)
  })

  test('every page is read by the standard, not in quirks mode', async () => {
    const { send, id, mail } = await given()

    for (const path of [`/e/consent/${id}`, `/e/${mail.id}/unsubscribe`, '/e/nonsense']) {
      expect((await send(path)).text, path).toMatch(/^<!doctype html><html lang="en">/)
    }
  })

  test('no page runs a script, sends a form elsewhere or is kept', async () => {
    const { send, id, mail } = await given()

    for (const path of [`/e/consent/${id}`, `/e/${mail.id}/unsubscribe`, '/e/nonsense']) {
      const { headers } = await send(path)
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      )
      expect(headers.get('cache-control')).toBe('no-store')
    }
  })

  test('a form that cannot be read changes nothing', async () => {
    const { send, id, events } = await given()
    const before = events.size

    for (const init of [
      { method: 'POST' },
      { method: 'POST', body: '{"action":"save"}', headers: { 'content-type': 'application/json' } },
      { method: 'POST', body: 'x', headers: { 'content-type': 'multipart/form-data; boundary=y' } },
      form([['category', 'news']]),
      form([['action', 'delete']]),
    ]) {
      expect((await send(`/e/consent/${id}`, init)).status).toBe(400)
    }
    expect(events.size).toBe(before)
  })
})

describe('unsubscribing', () => {
  test('List-Unsubscribe tracks consent with action reject, the mail’s category and source list-unsubscribe', async () => {
    const { send, mail, last, valid, pathOf } = await given()
    const headers = listUnsubscribeHeaders({ mail, publicUrl: ORIGIN })
    const url = headers['List-Unsubscribe']?.slice(1, -1) ?? ''

    const { status } = await send(pathOf(url), form([['List-Unsubscribe', 'One-Click']]))

    expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    expect(status).toBe(200)
    expect(last('consent')?.properties).toEqual({
      action: 'reject',
      category: 'news',
      source: 'list-unsubscribe',
    })
    expect(last('campaign')?.properties).toMatchObject({ status: 'unsubscribed', action_id: 4 })
    expect(valid('news')).toBe(false)
    expect(valid('orders')).toBe(true)
  })

  test('following the link with GET asks first and changes nothing', async () => {
    const { send, mail, events, valid } = await given()
    const before = events.size

    const { text } = await send(`/e/${mail.id}/unsubscribe`)

    expect(text).toContain('will get no more mail about Our newsletter')
    expect(events.size).toBe(before)
    await send(`/e/${mail.id}/unsubscribe`, form([['confirm', 'yes']]))
    expect(valid('news')).toBe(false)
  })

  test('the page asks and answers by the recipient’s address', async () => {
    const { send, mail } = await given()
    const path = `/e/${mail.id}/unsubscribe`

    expect((await send(path)).text).toContain(
      '<strong>ada@example.com</strong> will get no more mail about Our newsletter',
    )
    expect((await send(path, form([['confirm', 'yes']]))).text).toContain(
      '<p role="status">ada@example.com gets no more mail about Our newsletter.</p>',
    )
  })

  test.each([undefined, 'general'])(
    'a mail of the category %s is unsubscribed from as a whole',
    async category => {
      const { send, sentMails, id, campaign, valid } = await given()
      const mail = sentMails.register({ customerId: id, recipient: 'ada@example.com', category, campaign })

      const { text } = await send(`/e/${mail.id}/unsubscribe`, form([['confirm', 'yes']]))

      expect(text).toContain('ada@example.com gets no more mail from us.')
      expect([valid('news'), valid('orders')]).toEqual([false, false])
    },
  )

  test.each([
    ['List-Unsubscribe', 'One-Click', 'list-unsubscribe'],
    ['confirm', 'yes', 'link'],
  ])('the campaign event says how someone unsubscribed', async (field, value, method) => {
    const { send, mail, last } = await given()

    await send(`/e/${mail.id}/unsubscribe`, form([[field, value]]))

    expect(last('campaign')?.properties).toMatchObject({ status: 'unsubscribed', unsubscribe_method: method })
  })

  test('a post of anything else is refused', async () => {
    const { send, mail, valid } = await given()

    expect((await send(`/e/${mail.id}/unsubscribe`, { method: 'POST' })).status).toBe(400)
    expect((await send(`/e/${mail.id}/unsubscribe`, form([['List-Unsubscribe', 'two']]))).status).toBe(400)
    expect(valid('news')).toBe(true)
  })

  test('emails under the general category get no List-Unsubscribe', async () => {
    const { sentMails, id, campaign } = await given()
    const mail = sentMails.register({ customerId: id, recipient: 'a@b.c', category: 'general', campaign })

    expect(listUnsubscribeHeaders({ mail, publicUrl: ORIGIN })).toEqual({})
  })
})

describe('what comes back from a mail', () => {
  test('opening the pixel is a campaign event opened with the action’s properties', async () => {
    const { send, mail, last, campaign } = await given()

    const { status, headers } = await send(`/e/${mail.id}/open.gif`)

    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('image/gif')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(last('campaign')?.properties).toEqual({
      ...campaign,
      recipient: 'ada@example.com',
      status: 'opened',
    })
  })

  test('a click leads to the link’s page and is a campaign event with its url', async () => {
    const { send, mail, last, pathOf } = await given()
    const html = trackedHtml('<a href="https://shop.example/a?x=1&amp;y=2">go</a>', {
      mail,
      publicUrl: ORIGIN,
      links: 'automatic',
      utm: {},
    })
    const link = pathOf(/href="([^"]+)"/.exec(html)?.[1] ?? '')

    const { status, headers } = await send(link)

    expect(status).toBe(302)
    expect(headers.get('location')).toBe('https://shop.example/a?x=1&y=2')
    expect(last('campaign')?.properties).toMatchObject({
      status: 'clicked',
      url: 'https://shop.example/a?x=1&y=2',
    })
  })

  test('a click on a link that is written over two lines leads to its page', async () => {
    const { send, mail, last } = await given()
    const html = '<a href="https://example.com/a\nb?c=ž">go</a>'
    trackedHtml(html, { mail, publicUrl: ORIGIN, links: 'manual', utm: {} })

    const { status, headers } = await send(`/e/${mail.id}/click/0`)

    expect(status).toBe(302)
    expect(headers.get('location')).toBe('https://example.com/ab?c=%C5%BE')
    expect(last('campaign')?.properties.url).toBe('https://example.com/ab?c=%C5%BE')
  })

  test('each is an event of now, caused by its request', async () => {
    const { send, mail, last, causedBy } = await given()
    mail.links.push('https://shop.example/')
    const feedback = { method: 'POST', body: '{"type":"preblocked"}' }

    for (const [path, init] of [
      [`/e/${mail.id}/open.gif`, {}],
      [`/e/${mail.id}/click/0`, {}],
      [`/e/${mail.id}/feedback`, feedback],
      [`/e/${mail.id}/unsubscribe`, form([['confirm', 'yes']])],
    ] as const) {
      await send(path, init)
      expect(last('campaign')?.timestamp).toBe(NOON / 1_000)
      expect(
        causedBy(path, 'bloomreach.event').filter(({ type }) => type === 'campaign'),
        path,
      ).toHaveLength(1)
    }
    expect(causedBy(`/e/${mail.id}/unsubscribe`, 'bloomreach.event')).toMatchObject([
      { type: 'consent' },
      { type: 'campaign' },
    ])
  })

  test('the statuses of a click, an unsubscription and a complaint are settings', async () => {
    const { send, mail, last } = await given({
      clickedStatus: 'followed',
      unsubscribedStatus: 'left',
      complainedStatus: 'spam',
    })
    mail.links.push('https://shop.example/')
    const status = () => last('campaign')?.properties.status

    await send(`/e/${mail.id}/click/0`)
    expect(status()).toBe('followed')
    await send(`/e/${mail.id}/unsubscribe`, form([['confirm', 'yes']]))
    expect(status()).toBe('left')
    await send(`/e/${mail.id}/feedback`, { method: 'POST', body: '{"type":"complaint"}' })
    expect(status()).toBe('spam')
  })

  test('a link or a pixel of no mail is 404 and no event', async () => {
    const { send, mail, events } = await given()
    mail.links.push('https://shop.example/')
    const before = events.size

    const clicks = ['1', 'x', '%20', '0x0', '0.0', '-0', '%D9%A0'].map(n => `/e/${mail.id}/click/${n}`)
    for (const path of [...clicks, '/e/nobody/open.gif']) {
      expect((await send(path)).status, path).toBe(404)
    }
    expect(events.size).toBe(before)
  })

  test('HEAD looks without being counted', async () => {
    const { send, mail, events } = await given()
    mail.links.push('https://shop.example/')
    const before = events.size

    await send(`/e/${mail.id}/open.gif`, { method: 'HEAD' })
    expect((await send(`/e/${mail.id}/click/0`, { method: 'HEAD' })).status).toBe(302)

    expect(events.size).toBe(before)
  })

  test.each([
    ['complaint', 'complained'],
    ['soft_bounce', 'soft_bounced'],
    ['hard_bounce', 'hard_bounced'],
    ['preblocked', 'preblocked'],
  ])('what the provider reports becomes a status of the mail: %s is %s', async (type, status) => {
    const { send, mail, last } = await given()
    const body = JSON.stringify({ type, message: 'mailbox full' })

    expect((await send(`/e/${mail.id}/feedback`, { method: 'POST', body })).status).toBe(200)

    expect(last('campaign')?.properties).toMatchObject({ status, message: 'mailbox full' })
  })

  test('a complaint revokes the consent of the campaign', async () => {
    const { send, mail, valid, last, suppressions } = await given()
    const body = JSON.stringify({ type: 'complaint' })

    await send(`/e/${mail.id}/feedback`, { method: 'POST', body })

    expect(last('consent')?.properties).toEqual({ action: 'reject', category: 'news', source: 'complaint' })
    expect([valid('news'), valid('orders')]).toEqual([false, true])
    expect(suppressions.reasonFor('ada@example.com')).toBeUndefined()
  })

  test('a complaint about a mail without a category puts the address on the suppression list', async () => {
    const { send, sentMails, mail, suppressions } = await given()
    const { id } = sentMails.register({ ...mail, category: undefined })

    await send(`/e/${id}/feedback`, { method: 'POST', body: JSON.stringify({ type: 'complaint' }) })

    expect(suppressions.reasonFor('ada@example.com')).toBe('complaint')
  })

  test('a hard bounce and a preblocked mail invalidate the address, a soft bounce does not', async () => {
    const { send, mail, suppressions } = await given()
    const report = (type: string) =>
      send(`/e/${mail.id}/feedback`, { method: 'POST', body: JSON.stringify({ type }) })

    await report('soft_bounce')
    expect(suppressions.reasonFor('ada@example.com')).toBeUndefined()
    await report('hard_bounce')

    expect(suppressions.reasonFor('ADA@example.com')).toBe('hard bounce')
    await report('preblocked')
    expect(suppressions.reasonFor('ada@example.com')).toBe('preblocked')
  })

  test('feedback that is none is refused with what to send', async () => {
    const { send, mail } = await given()
    for (const body of ['', '[]', 'null', '{"type":"praise"}', '{"type":"complaint","message":1}']) {
      const answer = await send(`/e/${mail.id}/feedback`, { method: 'POST', body })
      expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid-feedback' } } })
    }
    expect((await send('/e/nobody/feedback', { method: 'POST', body: '{}' })).status).toBe(404)
  })
})
