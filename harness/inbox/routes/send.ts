// POST /api/v1/send: a mail as JSON.
import { Hono } from 'hono'
import { z } from 'zod'
import { compose, type Draft, type DraftFile } from '../compose.ts'
import { detectContentType } from '../content-type.ts'
import type { InboxDeps } from '../deps.ts'
import { badRequest, InboxError } from '../inbox-error.ts'
import { Mail } from '../mail.ts'
import { bodyText, goObject, optional, parseBody } from '../request-body.ts'

const Text = optional(z.string(), '')
const Contact = goObject({ Email: Text, Name: Text })
const Contacts = optional(z.array(Contact), [])
const Strings = optional(z.array(z.string()), [])
const NewMessage = goObject({
  From: optional(Contact, { Email: '', Name: '' }),
  To: Contacts,
  Cc: Contacts,
  Bcc: Strings,
  ReplyTo: Contacts,
  Subject: Text,
  Text,
  HTML: Text,
  Headers: optional(z.record(z.string(), z.string()), {}),
  Tags: Strings,
  Attachments: optional(
    z.array(goObject({ Filename: Text, Content: Text, ContentType: Text, ContentID: Text })),
    [],
  ),
})
type NewMessage = z.output<typeof NewMessage>

const RESTRICTED = ['to', 'from', 'cc', 'bcc', 'reply-to', 'date', 'subject', 'content-type', 'mime-version']

export function sendRoutes({ delivery, now, newId }: InboxDeps): Hono {
  return new Hono()
    .post('/', async c => {
      const draft = parseBody(await bodyText(c, delivery.maxMessageBytes), NewMessage)
      checkAddresses(draft)
      checkHeaders(draft)
      checkLines(draft)
      const raw = await compose(draftOf(draft, now(), newId()))
      const to = [...draft.To, ...draft.Cc].map(({ Email }) => Email).concat(draft.Bcc)
      const kept = delivery.keep(raw, {
        from: draft.From.Email,
        to,
        username: loginOf(c.req.header('authorization')),
      })
      if (!(kept instanceof Mail)) throw badRequest(`${kept.code} ${kept.message}`)
      return c.json({ ID: kept.id })
    })
    .onError((error, c) => {
      if (error instanceof InboxError) return c.json({ Error: error.message }, error.status)
      throw error
    })
}

function checkAddresses(draft: NewMessage): void {
  const wrong = (label: string, emails: string[]) => {
    const bad = emails.find(email => !/^[^\s@<>",;]+@[^\s@<>",;]+$/.test(email))
    if (bad !== undefined) throw badRequest(`invalid ${label} address: ${bad}`)
  }
  wrong(
    'To',
    draft.To.map(({ Email }) => Email),
  )
  wrong(
    'Cc',
    draft.Cc.map(({ Email }) => Email),
  )
  wrong('Bcc', draft.Bcc)
  wrong(
    'Reply-To',
    draft.ReplyTo.map(({ Email }) => Email),
  )
  if (draft.From.Email === '') throw badRequest('error building message: from not set')
  if (draft.To.length + draft.Cc.length + draft.Bcc.length === 0) {
    throw badRequest('error building message: no recipients (to, cc, bcc) set')
  }
}

/** A line break in a name or an address would begin a header of its own. */
function checkLines({ From, To, Cc, Bcc, ReplyTo, Headers, Tags, Attachments }: NewMessage): void {
  const contacts = [From, ...To, ...Cc, ...ReplyTo].flatMap(({ Name, Email }) => [Name, Email])
  const files = Attachments.flatMap(({ Filename, ContentType, ContentID }) => [
    Filename,
    ContentType,
    ContentID,
  ])
  const broken = [...contacts, ...Bcc, ...Object.entries(Headers).flat(), ...Tags, ...files].find(text =>
    /[\r\n\0]/.test(text),
  )
  if (broken !== undefined)
    throw badRequest(
      `error building message: a line break is not allowed in ${JSON.stringify(broken.slice(0, 80))}`,
    )
}

function checkHeaders({ Headers, Tags }: NewMessage): void {
  const restricted = Tags.length > 0 ? [...RESTRICTED, 'x-tags'] : RESTRICTED
  const refused = Object.keys(Headers).find(name => restricted.includes(name.toLowerCase()))
  if (refused !== undefined) throw badRequest(`cannot overwrite header: "${refused}"`)
}

function draftOf(message: NewMessage, createdAt: number, id: string): Draft {
  const tags = message.Tags.length > 0 ? { 'X-Tags': message.Tags.join(', ') } : {}
  return {
    from: message.From,
    to: message.To,
    cc: message.Cc,
    replyTo: message.ReplyTo,
    subject: message.Subject,
    text: message.Text,
    html: message.HTML,
    headers: { ...message.Headers, ...tags },
    files: message.Attachments.map(fileOf),
    sentAt: new Date(createdAt),
    id,
  }
}

function fileOf({ Filename, Content, ContentType, ContentID }: NewMessage['Attachments'][number]): DraftFile {
  // A data URI is accepted: what counts is behind the comma.
  const base64 = (Content.split(',').at(-1) ?? '').replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) {
    throw badRequest(`error decoding base64 attachment "${Filename}": illegal base64 data`)
  }
  const content = Buffer.from(base64, 'base64')
  return {
    fileName: Filename,
    content,
    contentType: ContentType || detectContentType(content),
    contentId: ContentID,
  }
}

function loginOf(authorization: string | undefined): string {
  const basic = /^basic (.+)$/i.exec(authorization ?? '')?.[1]
  return basic === undefined ? '' : (Buffer.from(basic, 'base64').toString('utf8').split(':')[0] ?? '')
}
