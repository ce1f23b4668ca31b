// POST /api/v1/send: a mail as JSON. nodemailer composes it; it is loaded with the first such request.
import { Hono } from 'hono'
import type { SendMailOptions } from 'nodemailer'
import { z } from 'zod'
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
      const raw = await compose(draft, now(), newId())
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

function checkHeaders({ Headers, Tags }: NewMessage): void {
  const restricted = Tags.length > 0 ? [...RESTRICTED, 'x-tags'] : RESTRICTED
  const refused = Object.keys(Headers).find(name => restricted.includes(name.toLowerCase()))
  if (refused !== undefined) throw badRequest(`cannot overwrite header: "${refused}"`)
}

async function compose(draft: NewMessage, createdAt: number, id: string): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const contacts = (list: NewMessage['To']) => list.map(({ Name, Email }) => ({ name: Name, address: Email }))
  const options: SendMailOptions = {
    from: { name: draft.From.Name, address: draft.From.Email },
    to: contacts(draft.To),
    cc: contacts(draft.Cc),
    replyTo: contacts(draft.ReplyTo),
    subject: draft.Subject,
    text: draft.Text,
    ...(draft.HTML === '' ? {} : { html: draft.HTML }),
    headers: { ...draft.Headers, ...(draft.Tags.length > 0 ? { 'X-Tags': draft.Tags.join(', ') } : {}) },
    date: new Date(createdAt),
    messageId: `<${id}@mailpit>`,
    baseBoundary: id,
    attachments: draft.Attachments.map(attachmentOf),
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  return new MailComposer(options).compile().build()
}

function attachmentOf({ Filename, Content, ContentType, ContentID }: NewMessage['Attachments'][number]) {
  // A data URI is accepted: what counts is behind the comma.
  const base64 = Content.split(',').at(-1) ?? ''
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(base64)) {
    throw badRequest(`error decoding base64 attachment "${Filename}": illegal base64 data`)
  }
  return {
    filename: Filename,
    content: Buffer.from(base64, 'base64'),
    ...(ContentType === '' ? {} : { contentType: ContentType }),
    ...(ContentID === '' ? {} : { cid: ContentID, contentDisposition: 'inline' as const }),
  }
}

function loginOf(authorization: string | undefined): string {
  const basic = /^basic (.+)$/i.exec(authorization ?? '')?.[1]
  return basic === undefined ? '' : (Buffer.from(basic, 'base64').toString('utf8').split(':')[0] ?? '')
}
