// Memberships of profiles in audiences, named by our id or by the id that a third party gave them.
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { present } from '../errors.ts'
import type { Audience } from '../schemas/audience.ts'
import { environmentOf, type Profile } from '../stores/profiles.ts'
import { touchProfile } from './touch-profile.ts'

/** Ids of audiences. */
export interface AudienceChange {
  adds: readonly number[]
  deletes: readonly number[]
}

export interface ProfileAudienceChange extends AudienceChange {
  customerProfileId: string
}

export function audiencesAfter(profile: Profile, { adds, deletes }: AudienceChange): ReadonlySet<number> {
  if (adds.length + deletes.length === 0) return profile.audiences
  const audiences = new Set([...profile.audiences, ...adds])
  for (const id of deletes) audiences.delete(id)
  return audiences
}

/** All or nothing: an unknown audience stops the call before any profile changes. */
export function changeAudiencesOfMany(
  deployment: Deployment,
  changes: readonly ProfileAudienceChange[],
  call: Call,
): void {
  for (const change of changes) refuseUnknownAudiences(deployment, change)
  const environment = environmentOf(call.application)
  for (const { customerProfileId, ...change } of changes) {
    const profile = touchProfile(deployment, environment, customerProfileId)
    deployment.profiles.update(profile, { audiences: audiencesAfter(profile, change) })
  }
}

export interface Membership {
  action: 'add' | 'delete'
  profileIntegrationId: string
  audienceId: number
}

/** [D] CustomerProfileAudienceRequestItem: a profile is created to be added, not to be taken out. All or none. */
export function changeMemberships(deployment: Deployment, actions: readonly Membership[], call: Call): void {
  for (const { audienceId } of actions) knownAudience(deployment, audienceId)
  const environment = environmentOf(call.application)
  for (const { action, profileIntegrationId: customerProfileId, audienceId } of actions) {
    const isNobody = deployment.profiles.find(environment, customerProfileId) === undefined
    if (action === 'delete' && isNobody) continue
    const [adds, deletes] = action === 'add' ? [[audienceId], []] : [[], [audienceId]]
    changeAudiencesOfMany(deployment, [{ customerProfileId, adds, deletes }], call)
  }
}

/** [D] 404 is declared; that it is the answer to an unknown audience is a guess without an alternative. */
export const knownAudience = ({ audiences }: Deployment, id: number): Audience =>
  present(audiences.get(id), 'audience-not-found', `No audience has the id ${id}.`, { audience: id })

export function refuseUnknownAudiences(deployment: Deployment, { adds, deletes }: AudienceChange): void {
  for (const id of [...adds, ...deletes]) knownAudience(deployment, id)
}

/** The audience with this id of the third party, or 404. */
export function externalAudience({ audiences }: Deployment, externalId: string): Audience {
  const audience = audiences.list().find(({ integrationId }) => integrationId === externalId)
  const hint = `No audience has the ID ${JSON.stringify(externalId)} of a third party. Create it first.`
  return present(audience, 'audience-not-found', hint, { audience: externalId })
}

export const externalChange = (
  deployment: Deployment,
  { adds, deletes }: { adds: readonly string[]; deletes: readonly string[] },
): AudienceChange => ({
  adds: adds.map(id => externalAudience(deployment, id).id),
  deletes: deletes.map(id => externalAudience(deployment, id).id),
})
