// The fields that several types of nodes share, in the words of the scenario editor.
import { z } from 'zod'
import { GENERAL_CONSENT } from '../consents/consent-categories.ts'
import { HEADER_NAME } from './header-name.ts'

const coordinate = z.number().min(-1_000_000).max(1_000_000)

export const common = {
  id: z
    .int()
    .min(1)
    .max(9_999)
    .describe('The number of the node, unique within the scenario; connections and statistics name it.'),
  name: z
    .string()
    .min(1)
    .optional()
    .describe('What the trace, the statistics and campaign events call the node.'),
  position: z
    .strictObject({ x: coordinate.describe('From the left.'), y: coordinate.describe('From the top.') })
    .optional()
    .describe('Where the node stands on the canvas; what it does is the same everywhere.'),
}

/** Jinja. */
export const template = z.string()
export const templates = z.record(z.string().min(1), template)

/** What a template parameter stands for. */
export const parameterValue = z.union([
  template,
  z.number().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER),
  z.boolean(),
])
export const parameters = z.record(z.string().min(1), parameterValue)

/** What every action may say about whom it may reach. */
export const gate = {
  consentCategory: z
    .string()
    .min(1)
    .optional()
    .describe('Only customers with this consent get it; the others end suppressed.'),
  generalConsent: z
    .boolean()
    .optional()
    .describe('Sends without asking for a consent category, as the UI’s General consent.'),
  frequencyPolicy: z.string().min(1).optional().describe('The frequency policy that counts it, by name.'),
}

/** The general consent checks no category, so that a category beside it would be passed over in silence. */
export function refuseTwoConsents(ctx: z.core.ParsePayload<Gate>): void {
  const { consentCategory, generalConsent } = ctx.value
  if (generalConsent !== true || consentCategory === undefined || consentCategory === GENERAL_CONSENT) return
  const message = 'the general consent checks no category: expected one of generalConsent and consentCategory'
  ctx.issues.push({ code: 'custom', path: ['consentCategory'], message, input: ctx.value })
}

interface Gate {
  consentCategory?: string | undefined
  generalConsent?: boolean | undefined
}

export const recipients = z.union([
  z.literal('matching', {
    error: 'expected "matching", or an address of your own as { manual: "qa@example.com" }',
  }),
  z.strictObject({ manual: template.min(1).describe('The address or number of your own, in Jinja.') }),
])

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

export const headerSchema = z.strictObject({
  name: z
    .string()
    .regex(HEADER_NAME, 'expected the name of an HTTP header')
    .meta({ examples: ['Authorization'] })
    .describe('The name of the header.'),
  value: z.string().describe('The value of the header, in Jinja.'),
  visibility: z
    .enum(['public', 'secret'])
    .default('public')
    .describe('A secret value is never shown again once it is saved.'),
})

/** A whole number written in Jinja's place-holder is text until it is rendered, so payloads are templates too. */
const payload = z.union([template, z.record(z.string(), z.json()), z.array(z.json())])

/** What a webhook sends, in a node and in a preset alike. */
export const sent = {
  headers: z.array(headerSchema).default([]).describe('Headers of the request.'),
  payload: payload
    .optional()
    .describe('The body, in Jinja: text, or an object or list that is sent as JSON.'),
  payloadType: z
    .enum(['json', 'text', 'xml'])
    .default('json')
    .describe('What the body is; JSON is checked before it is sent.'),
}

/** Says in a check what is wrong with which field. */
export const refusing =
  ({ issues, value }: z.core.ParsePayload) =>
  (path: string, message: string) =>
    issues.push({ code: 'custom', path: [path], message, input: value })
