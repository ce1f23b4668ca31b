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
  id: z.int().positive(),
  entity: z.enum(ATTRIBUTE_ENTITIES),
  /** Of entity Event: the custom event this attribute belongs to. */
  eventType: z.string().optional(),
  name: z
    .string()
    .max(1_000)
    .regex(/^[A-Za-z]\w*$/, 'expected a name of letters, digits and underscores')
    .meta({ examples: ['favouriteColour'] }),
  title: z.string().min(1).max(1_000),
  type: z.enum(ATTRIBUTE_TYPES),
  description: z.string().default(''),
  suggestions: z.array(z.string().min(1)).max(50).default([]),
  editable: z.boolean().default(true),
  subscribedApplicationsIds: z.array(z.int()).default([]),
  created: instantText,
})
export type Attribute = z.output<typeof attributeSchema>

/** [D] cdp: null deletes an attribute; [C] the commercetools accelerator sends null for what it does not map. */
export const withoutNulls = (attributes: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null))

/** Attributes of something new: a null sets nothing. */
export const givenAttributes = z.record(z.string(), z.unknown()).transform(withoutNulls)
