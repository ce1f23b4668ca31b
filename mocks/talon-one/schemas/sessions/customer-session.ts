// A customer session in requests, and what it holds. [D] NewCustomerSessionV2.
import { z } from 'zod'
import { givenAttributes } from '../attribute.ts'

/** Ours: beyond it sums are no longer exact. */
const money = z.number().min(-1e12).max(1e12)
const additionalCosts = z.record(z.string(), z.object({ price: money }))
const attributes = z.record(z.string(), z.unknown())

const cartItemSchema = z.object({
  name: z.string().optional(),
  sku: z.string().min(1),
  quantity: z.int().min(1),
  /** [D] CartItem: required unless the item is part of a catalog. The sandbox has no catalogs; without a price it costs nothing. */
  price: money.optional(),
  category: z.string().optional(),
  product: z.object({ name: z.string() }).optional(),
  weight: z.number().optional(),
  height: z.number().optional(),
  width: z.number().optional(),
  length: z.number().optional(),
  attributes: givenAttributes.optional(),
  additionalCosts: additionalCosts.optional(),
})

const experimentVariants = z.array(z.object({ experimentID: z.int(), variantID: z.int() }))

const MOST_UNITS = 10_000

export const newCustomerSessionSchema = z.object({
  profileId: z.string().max(1_000).optional(),
  storeIntegrationId: z.string().min(1).max(1_000).optional(),
  evaluableCampaignIds: z.array(z.int()).optional(),
  couponCodes: z.array(z.string().max(100)).max(1_000).optional(),
  referralCode: z.string().max(100).optional(),
  loyaltyCards: z.array(z.string()).max(1).optional(),
  state: z.enum(['open', 'closed', 'partially_returned', 'cancelled']).optional(),
  cartItems: z
    .array(cartItemSchema)
    .max(1_000)
    .refine(
      items => items.reduce((units, { quantity }) => units + quantity, 0) <= MOST_UNITS,
      `the quantities together exceed ${MOST_UNITS}`,
    )
    .optional(),
  experimentVariantAllocations: experimentVariants.optional(),
  additionalCosts: additionalCosts.optional(),
  identifiers: z.array(z.string()).max(5).optional(),
  attributes: attributes.optional(),
})
export type NewCustomerSession = z.output<typeof newCustomerSessionSchema> & {
  /** Of the first version of the API, where a cart need not be itemised. */
  statedTotal?: number | undefined
}

/** What a session holds after its updates. */
export interface SessionContent {
  readonly profileId: string
  readonly storeIntegrationId: string | undefined
  readonly couponCodes: readonly string[]
  readonly referralCode: string
  readonly loyaltyCards: readonly string[]
  readonly cartItems: readonly z.output<typeof cartItemSchema>[]
  readonly additionalCosts: z.output<typeof additionalCosts>
  readonly identifiers: readonly string[]
  readonly attributes: Record<string, unknown>
  /** Kept and shown; no experiment is run. */
  readonly experimentVariantAllocations?: z.output<typeof experimentVariants> | undefined
  readonly statedTotal?: number | undefined
}

/** Each part of it is frozen: sessions that begin with it hold nothing in common. */
export const EMPTY_SESSION: SessionContent = {
  profileId: '',
  storeIntegrationId: undefined,
  couponCodes: Object.freeze([]),
  referralCode: '',
  loyaltyCards: Object.freeze([]),
  cartItems: Object.freeze([]),
  additionalCosts: Object.freeze({}),
  identifiers: Object.freeze([]),
  attributes: Object.freeze({}),
}

export interface Totals {
  total: number
  cartItemTotal: number
  additionalCostTotal: number
  cartItemAdditionalCostTotal: number
}

const costs = (given: z.output<typeof additionalCosts> = {}) =>
  Object.values(given).reduce((total, { price }) => total + price, 0)

export function totalsOf({ cartItems, additionalCosts, statedTotal }: SessionContent): Totals {
  let cartItemTotal = 0
  let cartItemAdditionalCostTotal = 0
  for (const { quantity, price = 0, additionalCosts: own } of cartItems) {
    cartItemTotal += price * quantity
    cartItemAdditionalCostTotal += costs(own) * quantity
  }
  const additionalCostTotal = costs(additionalCosts)
  return {
    total: statedTotal ?? cartItemTotal + cartItemAdditionalCostTotal + additionalCostTotal,
    cartItemTotal,
    additionalCostTotal,
    cartItemAdditionalCostTotal,
  }
}
