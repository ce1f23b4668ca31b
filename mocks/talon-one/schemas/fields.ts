// Fields that the bodies of many operations have in common, with the bounds of the vendor's descriptions.
import { z } from 'zod'
import { givenAttributes } from './attribute.ts'
import { instant } from './instant.ts'

/** An integration id, a name or a title. */
export const name = z.string().min(1).max(1_000)
/** The same where an empty one means anyone, or the main ledger. */
export const nameOrNone = z.string().max(1_000)
export const ids = z.array(z.int())
/** A null among them deletes one. */
export const changedAttributes = z.record(z.string(), z.unknown())
export const newAttributes = givenAttributes.default({})
/** [D] NewReferral and CouponConstraints: 0 is no limit. */
export const usageLimit = z.int().min(0).max(999_999)
export const validity = { startDate: instant.optional(), expiryDate: instant.optional() }
/** [D] AddLoyaltyPoints, DeductLoyaltyPoints. */
export const points = z.number().positive().max(999_999_999_999.99)
