// The profile that a call is about: found, or created when it is missing, with its last activity brought up to now.
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { unknownProfile } from '../errors.ts'
import { type Environment, environmentOf, type Profile } from '../stores/profiles.ts'

/** [D] Third-party and Integration API: "If the customer profile does not exist, it will be created." On the clock of the world. */
export function touchProfile(
  { profiles, world }: Deployment,
  environment: Environment,
  integrationId: string,
): Profile {
  const now = world.clock.now()
  const known = profiles.find(environment, integrationId)
  if (known === undefined) return profiles.create(environment, integrationId, now)
  return known.lastActivityAt === now ? known : profiles.update(known, { lastActivityAt: now })
}

/** Of a session. [D] an empty id is an anonymous one. */
export const touchProfileOf = (
  deployment: Deployment,
  { application }: Call,
  { profileId }: { profileId: string },
): Profile | undefined =>
  profileId === '' ? undefined : touchProfile(deployment, environmentOf(application), profileId)

/** Where a profile that is not there is the vendor's 404. */
export function knownProfile({ profiles }: Deployment, environment: Environment, id: string): Profile {
  const profile = profiles.find(environment, id)
  if (profile === undefined) throw unknownProfile(id)
  return profile
}
