/** @jsxImportSource hono/jsx */
// Where links in mails lead: the consent page, the pixel, clicks, unsubscription, and the provider's feedback.
// They are the sandbox's own addresses, so what goes wrong is told to a person, not in the vendor's form.
import { type Context, Hono } from 'hono'
import { explain, type SandboxEnv } from '../../kit/record-requests.ts'
import type { Customer } from '../customers/customers.ts'
import type { House } from '../house.ts'
import { formIn, jsonIn } from '../http/link-bodies.ts'
import { LINK_PREFIX, TEST_LINK } from '../links/link-path.ts'
import { changeConsents, consentChoices } from '../mail/consent-page/change-consents.ts'
import { ConsentPage, NoticePage, UnsubscribePage } from '../mail/consent-page/pages.tsx'
import {
  FEEDBACK,
  type Feedback,
  reportFeedback,
  trackInteraction,
  type UnsubscribeMethod,
  unsubscribe,
} from '../mail/mail-events.ts'
import type { SentMail } from '../mail/sent-mails.ts'
import { misuse, testLink, UNKNOWN_LINK, unknownLink, unreadable } from './link-answers.tsx'

/** The smallest transparent image. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

const OWN_PAGES =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** A mail is a stranger's text: no script, no frame, no form, nothing from another address; its links may be followed. */
const WEB_COPY =
  "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; " +
  'sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation'

export function mailLinkRoutes(house: House): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>().basePath(LINK_PREFIX)
  app.use(async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
    c.header('x-content-type-options', 'nosniff')
    c.header('referrer-policy', 'no-referrer')
    if (!c.res.headers.has('content-security-policy')) c.header('content-security-policy', OWN_PAGES)
  })

  app.get('/consent/:customerId', c => {
    const customer = customerOf(house, c)
    if (customer === undefined) return noCustomer(c)
    const saved = c.req.query('saved') !== undefined
    const choices = consentChoices(house, customer)
    return c.html(<ConsentPage recipient={nameOf(customer)} choices={choices} saved={saved} />)
  })

  app.post('/consent/:customerId', async c => {
    const customer = customerOf(house, c)
    if (customer === undefined) return noCustomer(c)
    const form = await formIn(c)
    const action = form?.get('action')
    if (form === undefined || (action !== 'save' && action !== 'unsubscribe-from-all')) return unreadable(c)
    const granted = new Set(action === 'save' ? form.getAll('category').map(String) : [])
    changeConsents(house, customer, { granted, causedBy: c.get('requestSeq') })
    return c.redirect('?saved', 303)
  })

  app.get('/:mailId/open.gif', c => {
    const mail = house.sentMails.get(c.req.param('mailId'))
    if (mail !== undefined && c.req.method === 'GET') {
      trackInteraction(house, { mail, status: 'opened', causedBy: c.get('requestSeq') })
    }
    if (mail === undefined) explain(c, UNKNOWN_LINK)
    return c.body(PIXEL, mail === undefined ? 404 : 200, { 'content-type': 'image/gif' })
  })

  app.get('/:mailId/click/:number', c => {
    const mail = house.sentMails.get(c.req.param('mailId'))
    const number = c.req.param('number')
    const url = /^[0-9]+$/.test(number) ? mail?.links[Number(number)] : undefined
    if (mail === undefined || url === undefined) return unknownLink(c)
    if (c.req.method === 'GET') {
      const status = house.settings.clickedStatus
      trackInteraction(house, { mail, status, properties: { url }, causedBy: c.get('requestSeq') })
    }
    return c.redirect(url, 302)
  })

  app.get('/:mailId/view', c => {
    const mailId = c.req.param('mailId')
    if (mailId === TEST_LINK) return testLink(c, 'The web copy of an email')
    const html = house.webCopies.get(mailId)
    if (html === undefined) return unknownLink(c)
    return c.html(html, 200, { 'content-security-policy': WEB_COPY })
  })

  app.get('/:mailId/unsubscribe', c => {
    if (c.req.param('mailId') === TEST_LINK) return testLink(c, 'The unsubscription')
    const mail = house.sentMails.get(c.req.param('mailId'))
    if (mail === undefined) return unknownLink(c)
    return c.html(<UnsubscribePage what={whatStops(house, mail)} recipient={mail.recipient} />)
  })

  // RFC 8058: the mail client posts `List-Unsubscribe=One-Click`, with no cookie and no further question.
  app.post('/:mailId/unsubscribe', async c => {
    const mail = house.sentMails.get(c.req.param('mailId'))
    if (mail === undefined) return unknownLink(c)
    const form = await formIn(c)
    const method = methodOf(form)
    if (method === undefined) return unreadable(c)
    unsubscribe(house, { mail, method, causedBy: c.get('requestSeq') })
    const text = `${mail.recipient} gets no more ${whatStops(house, mail)}.`
    return c.html(<NoticePage title="You are unsubscribed" text={text} status />)
  })

  app.post('/:mailId/feedback', async c => {
    const mail = house.sentMails.get(c.req.param('mailId'))
    if (mail === undefined)
      return misuse(c, 404, 'unknown-mail', 'no mail has this id', 'Take it from a link of the mail')
    const { type, message = '' } = await jsonIn(c)
    if (!isFeedback(type) || typeof message !== 'string') {
      const remedy = `Send {"type": ${FEEDBACK.map(name => JSON.stringify(name)).join(' | ')}, "message": "..."}`
      return misuse(c, 400, 'invalid-feedback', 'the body is not a report of an email provider', remedy)
    }
    reportFeedback(house, { mail, feedback: type, message, causedBy: c.get('requestSeq') })
    return c.json({ status: 'tracked' })
  })

  return app.all('/*', unknownLink)
}

function customerOf(
  { customers }: House,
  c: Context<SandboxEnv, '/consent/:customerId'>,
): Customer | undefined {
  return customers.get(c.req.param('customerId'))
}

function noCustomer(c: Context<SandboxEnv, '/consent/:customerId'>) {
  if (c.req.param('customerId') !== TEST_LINK) return unknownLink(c)
  return testLink(c, 'The consent page')
}

const nameOf = ({ ids, properties }: Customer): string =>
  typeof properties.email === 'string' ? properties.email : (ids.registered ?? Object.values(ids)[0] ?? 'you')

function methodOf(form: FormData | undefined): UnsubscribeMethod | undefined {
  if (form?.get('List-Unsubscribe') === 'One-Click') return 'list-unsubscribe'
  return form?.get('confirm') === 'yes' ? 'link' : undefined
}

function whatStops({ consentCategories }: House, { category }: SentMail): string {
  const name = category === undefined ? undefined : consentCategories.get(category)?.name
  return name === undefined ? 'mail from us' : `mail about ${name}`
}

const isFeedback = (type: unknown): type is Feedback => FEEDBACK.some(name => name === type)
