// Attribute definitions: attributes must exist before a call may set them. Fields as in the Management API.
import { z } from 'zod'
import { instantText } from './instant.ts'

const ATTRIBUTE_ENTITIES = [
  'Application',
  'Campaign',
  'CustomerProfile',
  'CustomerSession',
  'CartItem',
  'Coupon',
  'Event',
  'Giveaway',
  'LoyaltyCard',
  'Referral',
  'Store',
] as const
export type AttributeEntity = (typeof ATTRIBUTE_ENTITIES)[number]

export const ATTRIBUTE_TYPES = [
  'string',
  'number',
  'boolean',
  'time',
  '(list string)',
  '(list number)',
  '(list time)',
  'location',
  '(list location)',
] as const
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number]

export const attributeSchema = z.strictObject({
  id: z.int().positive().describe('The id of the attribute.'),
  entity: z.enum(ATTRIBUTE_ENTITIES).describe('What carries it.'),
  eventType: z.string().optional().describe('Of entity Event: the custom event this attribute belongs to.'),
  name: z
    .string()
    .max(1_000)
    .regex(/^[A-Za-z]\w*$/, 'expected a name of letters, digits and underscores')
    .meta({ examples: ['favouriteColour'] })
    .describe('The name that calls and rules use.'),
  title: z.string().min(1).max(1_000).describe('The title that people see.'),
  type: z.enum(ATTRIBUTE_TYPES).describe('The type that a value must have.'),
  description: z.string().default('').describe('For people.'),
  suggestions: z.array(z.string().min(1)).max(50).default([]).describe('Values that the UI offers.'),
  restrictedBySuggestions: z
    .boolean()
    .default(false)
    .describe('Whether a value must be one of the suggestions.'),
  allowedSubscriptions: z
    .array(z.enum(['application', 'catalog']))
    .max(2)
    .optional()
    .describe('Of entity CartItem: what it may be subscribed to.'),
  editable: z.boolean().default(true).describe('Whether the UI may change it.'),
  subscribedApplicationsIds: z
    .array(z.int())
    .default([])
    .describe('The Applications that have it; empty: every one.'),
  created: instantText,
})
export type Attribute = z.output<typeof attributeSchema>

/** [D] cdp: null deletes an attribute; [C] the commercetools accelerator sends null for what it does not map. */
export const withoutNulls = (attributes: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null))

/** Attributes of something new: a null sets nothing. */
export const givenAttributes = z.record(z.string(), z.unknown()).transform(withoutNulls)
