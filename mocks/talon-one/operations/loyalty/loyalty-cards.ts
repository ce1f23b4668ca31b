// Loyalty cards are generated, and linked to profiles up to the limit of their program.
import { z } from 'zod'
import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import { badRequest, notFound } from '../../errors.ts'
import { codeShape, drawCode } from '../../rules/new-code.ts'
import type { LoyaltyProgram } from '../../schemas/loyalty/loyalty-program.ts'
import type { LoyaltyCard } from '../../stores/loyalty/loyalty-cards.ts'
import { environmentOf } from '../../stores/profiles.ts'
import { touchProfile } from '../touch-profile.ts'

/** [D] GenerateLoyaltyCard, LoyaltyCardIdentifier. */
export const newCardSchema = z.object({
  status: z.enum(['active', 'inactive']).default('active'),
  customerProfileIds: z.array(z.string().min(1).max(1_000)).max(1_000).default([]),
  cardIdentifier: z
    .string()
    .min(4)
    .max(108)
    .regex(/^[A-Za-z0-9._%+@-]+$/, 'expected letters, digits and ._%+@-')
    .optional(),
})

export function generateCard(
  deployment: Deployment,
  program: LoyaltyProgram,
  { status, customerProfileIds, cardIdentifier }: z.output<typeof newCardSchema>,
  call: Call,
): LoyaltyCard {
  const { cards, world } = deployment
  const identifier = cardIdentifier ?? drawIdentifier(deployment, program)
  if (cards.find(program.id, identifier) !== undefined) {
    throw badRequest('card-exists', `The loyalty card ${identifier} already exists`)
  }
  const profiles = new Set(customerProfileIds)
  refuseTooMany(program, profiles.size)
  for (const id of profiles) touchProfile(deployment, environmentOf(call.application), id)
  const now = world.clock.now()
  return cards.create({
    programId: program.id,
    identifier,
    status,
    createdAt: now,
    modifiedAt: now,
    profiles: new Map([...profiles].map(id => [id, now])),
  })
}

/** [D] generateLoyaltyCard: the program's code format, if it has one. */
function drawIdentifier(deployment: Deployment, { id, cardCodeSettings }: LoyaltyProgram): string {
  const has = (identifier: string) => deployment.cards.find(id, identifier) !== undefined
  const taken = { scope: `the loyalty program ${id}`, deletions: 0, has }
  return drawCode(deployment, codeShape(deployment, cardCodeSettings), { kind: 'loyalty cards', taken })
}

/** A profile that is not there is created, as everywhere. */
export function linkProfile(
  deployment: Deployment,
  { program, card, profile }: { program: LoyaltyProgram; card: LoyaltyCard; profile: string },
  call: Call,
): LoyaltyCard {
  if (!card.profiles.has(profile)) refuseTooMany(program, card.profiles.size + 1)
  touchProfile(deployment, environmentOf(call.application), profile)
  const now = deployment.world.clock.now()
  return deployment.cards.update(card, {
    profiles: new Map([[profile, now], ...card.profiles]),
    modifiedAt: now,
  })
}

export function unlinkProfile(deployment: Deployment, card: LoyaltyCard, profile: string): LoyaltyCard {
  const profiles = new Map(card.profiles)
  if (!profiles.delete(profile)) {
    throw notFound('missing-profile', `The card is not linked to ${JSON.stringify(profile)}.`, { profile })
  }
  return deployment.cards.update(card, { profiles, modifiedAt: deployment.world.clock.now() })
}

/** [D] LoyaltyCard.usersPerCardLimit: 0 means unlimited. */
function refuseTooMany({ usersPerCardLimit: limit }: LoyaltyProgram, profiles: number): void {
  if (limit === 0 || profiles <= limit) return
  throw badRequest('card-users-limit', `A card of this program is shared by at most ${limit} profiles`)
}
