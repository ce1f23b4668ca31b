// What a call of the transactional email API holds, turned into our words once.

import { whyNoMailHeader } from '../definition/header-name.ts'
import { invalidField, missingParams } from '../errors.ts'
import { isAddress } from '../mail/address.ts'
import type { BloomreachSettings } from '../settings.ts'
import { readCustomerIds } from './customer-ids.ts'
import { isObject, type JsonObject } from './json-object.ts'

export interface TransactionalEmail {
  campaignName: string
  customerIds: Record<string, string>
  /** Without it, the customer's attribute `email`. */
  email: string | undefined
  language: string
  content: { templateId: string; params: JsonObject } | { subject: string; html: string; params: JsonObject }
  senderName: string | undefined
  /** One for each provider that is tried in turn; undefined: the project's own sender. */
  senderAddresses: (string | undefined)[]
  attachments: { filename: string; contentType: string; content: Buffer }[]
  eventProperties: JsonObject
  headers: Record<string, string>
  urlParams: Record<string, string>
  consentCategory: string | undefined
  consentCategoryTracking: string | undefined
}

export function readTransactionalEmail(body: JsonObject, settings: BloomreachSettings): TransactionalEmail {
  const missing = ['email_content', 'campaign_name', 'recipient'].filter(name => body[name] === undefined)
  if (missing.length > 0) throw missingParams(missing)
  const content = objectOf(body.email_content, 'email_content')
  const recipient = objectOf(body.recipient, 'recipient')
  const extra = objectOf(body.settings ?? {}, 'settings')
  const transfer = body.transfer_identity
  if (transfer !== undefined && !['enabled', 'disabled', 'first_click'].includes(String(transfer))) {
    throw invalidField('transfer_identity', 'expected "enabled", "disabled" or "first_click"')
  }
  return {
    campaignName: textOf(body.campaign_name, 'campaign_name'),
    customerIds: readCustomerIds(recipient.customer_ids, settings),
    email: recipient.email === undefined ? undefined : addressOf(recipient.email, 'recipient.email'),
    language: recipient.language === undefined ? '' : textOf(recipient.language, 'recipient.language'),
    content: readContent(content),
    senderName:
      content.sender_name === undefined
        ? undefined
        : lineOf(content.sender_name, 'email_content.sender_name'),
    senderAddresses: readSenders(body, content),
    attachments: readAttachments(content.attachments),
    eventProperties: objectOf(extra.custom_event_properties ?? {}, 'settings.custom_event_properties'),
    headers: readHeaders(extra.custom_headers),
    urlParams: readTexts(extra.url_params, 'settings.url_params'),
    consentCategory: optionalText(extra, 'consent_category'),
    consentCategoryTracking: optionalText(extra, 'consent_category_tracking'),
  }
}

const optionalText = (extra: JsonObject, name: string): string | undefined =>
  extra[name] === undefined ? undefined : textOf(extra[name], `settings.${name}`)

/** [C] bloomreach-transactional-email: a template with its params, or HTML with its subject. */
function readContent(content: JsonObject): TransactionalEmail['content'] {
  const params = objectOf(content.params ?? {}, 'email_content.params')
  if (content.template_id !== undefined) {
    return { templateId: textOf(content.template_id, 'email_content.template_id'), params }
  }
  const missing = ['html', 'subject'].filter(name => content[name] === undefined)
  if (missing.length > 0) throw missingParams(missing)
  const subject = textOf(content.subject, 'email_content.subject')
  return { subject, html: textOf(content.html, 'email_content.html'), params }
}

/** [D] transactional-email-2: one or two integrations, the second for fallback; they override integration_id. */
function readSenders(
  { integrations, integration_id: id }: JsonObject,
  content: JsonObject,
): (string | undefined)[] {
  if (id !== undefined) textOf(id, 'integration_id')
  const own =
    content.sender_address === undefined
      ? undefined
      : addressOf(content.sender_address, 'email_content.sender_address')
  if (integrations === undefined) return [own]
  if (!Array.isArray(integrations) || integrations.length < 1 || integrations.length > 2) {
    throw invalidField('integrations', 'expected one or two')
  }
  return integrations.map(integration => {
    const { id: name, sender_address: address } = objectOf(integration, 'integrations')
    textOf(name, 'integrations.id')
    return address === undefined ? own : addressOf(address, 'integrations.sender_address')
  })
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

function readAttachments(value: unknown): TransactionalEmail['attachments'] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw invalidField('email_content.attachments', 'expected a list')
  return value.map(attachment => {
    const { filename, content, content_type: contentType } = objectOf(attachment, 'email_content.attachments')
    if (typeof content !== 'string' || content.length % 4 !== 0 || !BASE64.test(content)) {
      throw invalidField('email_content.attachments.content', 'expected base64')
    }
    return {
      filename: lineOf(filename, 'email_content.attachments.filename'),
      contentType: lineOf(contentType, 'email_content.attachments.content_type'),
      content: Buffer.from(content, 'base64'),
    }
  })
}

function readHeaders(value: unknown): Record<string, string> {
  const headers = readTexts(value, 'settings.custom_headers')
  for (const [name, text] of Object.entries(headers)) {
    const problem = whyNoMailHeader(name, 'without-unsubscribe')
    if (problem !== undefined) throw invalidField('settings.custom_headers', problem)
    lineOf(text, `settings.custom_headers.${name}`)
  }
  return headers
}

function readTexts(value: unknown, field: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(objectOf(value ?? {}, field)).map(([name, text]) => [
      name,
      textOf(text, `${field}.${name}`),
    ]),
  )
}

function objectOf(value: unknown, field: string): JsonObject {
  if (isObject(value)) return value
  throw invalidField(field, 'expected an object')
}

function textOf(value: unknown, field: string): string {
  if (typeof value === 'string' && value !== '') return value
  throw invalidField(field, 'expected a non-empty text')
}

/** A line break would start another header. */
function lineOf(value: unknown, field: string): string {
  const text = textOf(value, field)
  if (/[\r\n\0]/.test(text)) throw invalidField(field, 'expected one line')
  return text
}

function addressOf(value: unknown, field: string): string {
  const address = textOf(value, field).trim()
  if (isAddress(address)) return address
  throw invalidField(field, 'expected an email address')
}
