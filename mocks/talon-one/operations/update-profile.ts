// Creates or updates a customer profile: the one operation behind customer data platforms and the Integration API.

import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { type Attributes, definitionOf, refuseWrongAttributes } from '../rules/attribute-rules.ts'
import type { Application } from '../schemas/application.ts'
import { environmentOf, type Profile } from '../stores/profiles.ts'
import { type AudienceChange, refuseUnknownAudiences } from './change-audiences.ts'
import { type RuleRun, runRules } from './run-rules.ts'
import { touchProfile } from './touch-profile.ts'

export interface ProfileUpdate {
  /** [D] a null deletes the attribute. */
  attributes: Attributes
  audiences: AudienceChange
  /** [D] skipNonExistingAttributes: attributes that are not defined are skipped instead of refused. */
  skipUndefined?: boolean
}

export function updateProfile(
  deployment: Deployment,
  integrationId: string,
  update: ProfileUpdate,
  call: Call,
): Profile {
  const attributes = acceptUpdate(deployment, update, call)
  const { profiles, world } = deployment
  const profile = touchProfile(deployment, environmentOf(call.application), integrationId)
  world.journal.append({
    kind: 'talon-one.profile-updated',
    causedBy: call.causedBy,
    profile: integrationId,
  })
  return profiles.update(profile, changes(profile, attributes, update.audiences))
}

/** [D] dry: changes are ignored. */
export function updateProfileDry(
  deployment: Deployment,
  integrationId: string,
  update: ProfileUpdate,
  call: Call,
): Profile {
  const attributes = acceptUpdate(deployment, update, call)
  const known = deployment.profiles.find(environmentOf(call.application), integrationId)
  const profile = known ?? unsavedProfile(call, integrationId)
  return { ...profile, ...changes(profile, attributes, update.audiences) }
}

/** The rules of campaigns that wait for an updated profile. */
export function runProfileRules(
  deployment: Deployment,
  integrationId: string,
  { isDry, evaluable }: { isDry: boolean; evaluable: readonly number[] | undefined },
  call: Call,
): RuleRun {
  return runRules(deployment, call, {
    integrationId,
    isDry,
    evaluable: isDry ? evaluable : undefined,
    matches: ({ on }) => on === 'profile_updated',
  })
}

/** What a dry request shows of a profile that does not exist. */
export const unsavedProfile = ({ application, now }: Call, integrationId: string): Profile => ({
  id: 0,
  integrationId,
  environment: environmentOf(application),
  createdAt: now,
  attributes: {},
  audiences: new Set(),
  lastActivityAt: now,
  closedSessions: 0,
  totalSales: 0,
})

function acceptUpdate(
  deployment: Deployment,
  { attributes, audiences, skipUndefined = false }: ProfileUpdate,
  { application }: Call,
): Attributes {
  const accepted = skipUndefined ? definedOnly(deployment, application, attributes) : attributes
  const given = Object.entries(accepted).filter(([, value]) => value !== null)
  refuseWrongAttributes(deployment, application, 'CustomerProfile', Object.fromEntries(given))
  refuseUnknownAudiences(deployment, audiences)
  return accepted
}

const definedOnly = (deployment: Deployment, application: Application, attributes: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(attributes).filter(
      ([name]) => definitionOf(deployment, application, 'CustomerProfile', name) !== undefined,
    ),
  )

function changes(
  profile: Profile,
  attributes: Attributes,
  { adds, deletes }: AudienceChange,
): Pick<Profile, 'attributes' | 'audiences'> {
  const all = Object.entries({ ...profile.attributes, ...attributes })
  const audiences = new Set(profile.audiences)
  for (const id of adds) audiences.add(id)
  for (const id of deletes) audiences.delete(id)
  return { attributes: Object.fromEntries(all.filter(([, value]) => value !== null)), audiences }
}
