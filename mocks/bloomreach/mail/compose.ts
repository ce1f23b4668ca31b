// Renders an email node for one customer and builds the message: no I/O. The order of what may say no is `nodes/email.ts`.

import { htmlTokens } from '../../kit/html-tokens.ts'
import type { NodeOf } from '../definition/node-schemas.ts'
import type { House } from '../house.ts'
import type { OutgoingMail } from '../outside.ts'
import { type Place, renderText } from '../visit/template-context.ts'
import { languageOf } from './language.ts'
import { listUnsubscribeHeaders } from './list-unsubscribe.ts'
import { htmlToTextInBreaths } from './plain-text.ts'
import type { SentMail } from './sent-mails.ts'
import { trackedHtml } from './tracked-html.ts'

type Email = NodeOf<'email'>

export interface RenderedMail {
  language: string
  subject: string
  html: string | undefined
  /** Undefined: it is made of the HTML. */
  text: string | undefined
  headers: Record<string, string>
  utm: Record<string, string>
  eventProperties: Record<string, string>
}

/** Renders everything, or throws the template's error. */
export function renderMail(node: Email, place: Place): RenderedMail {
  const language = languageOf(node, place)
  const variant = node.languages?.[language] ?? {}
  const html = variant.html ?? node.html
  const text = variant.text ?? node.text
  const preheader = variant.preheader ?? node.preheader
  const render = (template: string) => renderText(template, place)
  const body = html === undefined ? undefined : withPreheader(render(html), preheader, render)
  return {
    language,
    subject: render(variant.subject ?? node.subject)
      .replaceAll(/\s+/g, ' ')
      .trim(),
    html: body,
    text: text === undefined ? undefined : render(text),
    headers: renderEach(node.headers, render),
    utm: renderEach(node.utm, render),
    eventProperties: renderEach(node.eventProperties, render),
  }
}

function renderEach(
  templates: Record<string, string> | undefined,
  render: (template: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(templates ?? {}).map(([name, value]) => [name, render(value)]))
}

/** Shown by mail programs beside the subject, not in the mail. */
function withPreheader(
  html: string,
  preheader: string | undefined,
  render: (template: string) => string,
): string {
  if (preheader === undefined) return html
  const hidden = `<div style="display:none">${render(preheader).replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</div>`
  const body = htmlTokens(html).find(token => token.kind === 'open' && token.name === 'body')
  const at = body?.end ?? 0
  return html.slice(0, at) + hidden + html.slice(at)
}

export async function composeMail(
  node: Email,
  rendered: RenderedMail,
  {
    recipient,
    sent,
    messageId,
    names,
  }: {
    recipient: string
    sent: SentMail
    messageId: string
    /** Of the campaign and of its action. */
    names: { campaign: string; action: string }
  },
  { publicUrl, settings }: House,
): Promise<OutgoingMail> {
  const links = node.linkTransformation ?? settings.linkTransformation
  const automatic = {
    utm_source: settings.utmSource,
    utm_medium: settings.utmMedium,
    utm_campaign: names[settings.utmCampaign],
  }
  const utm = links === 'manual' ? rendered.utm : { ...automatic, ...rendered.utm }
  const { html } = rendered
  return {
    from: senderOf(node, settings),
    to: [recipient],
    subject: rendered.subject,
    ...(html === undefined
      ? {}
      : { html: trackedHtml(html, { mail: sent, publicUrl: publicUrl(), links, utm }) }),
    text: rendered.text ?? (await htmlToTextInBreaths(html ?? '')),
    headers: {
      ...oneLine(rendered.headers),
      // [D] list-unsubscribe: every email except those under the general consent.
      ...(node.generalConsent ? {} : listUnsubscribeHeaders({ mail: sent, publicUrl: publicUrl() })),
    },
    messageId,
  }
}

function senderOf(node: Email, { senderName, senderAddress }: House['settings']): OutgoingMail['from'] {
  const { name = senderName, address = senderAddress } = node.from ?? {}
  return name === '' ? { address } : { name, address }
}

/** A line break in a rendered header would start another header. */
const oneLine = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replaceAll(/[\r\n]+/g, ' ')]),
  )
