// Creates or updates a customer profile: the one operation behind customer data platforms and the Integration API.

import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { type Attributes, definitionOf, refuseWrongAttributes } from '../rules/attribute-rules.ts'
import type { Application } from '../schemas/application.ts'
import { withoutNulls } from '../schemas/attribute.ts'
import { environmentOf, newProfile, type Profile } from '../stores/profiles.ts'
import { type AudienceChange, audiencesAfter, refuseUnknownAudiences } from './change-audiences.ts'
import { type RuleRun, runRules } from './sessions/run-rules.ts'
import { touchProfile } from './touch-profile.ts'

export interface ProfileUpdate {
  /** [D] a null deletes the attribute. */
  attributes: Attributes
  audiences: AudienceChange
  /** [D] skipNonExistingAttributes: attributes that are not defined are skipped instead of refused. */
  skipUndefined?: boolean
}

/** How it is done besides the change itself. */
export interface ProfileUpdating {
  runsRules: boolean
  isDry?: boolean
  /** [D] evaluableCampaignIds, of a dry request. */
  evaluable?: readonly number[] | undefined
}

export interface ProfileOutcome {
  profile: Profile
  run: RuleRun | undefined
}

export function updateProfile(
  deployment: Deployment,
  integrationId: string,
  update: ProfileUpdate,
  { runsRules, isDry = false, evaluable }: ProfileUpdating,
  call: Call,
): ProfileOutcome {
  const attributes = acceptUpdate(deployment, update, call)
  const keep = isDry ? withoutTrace : stored
  const profile = keep(deployment, call, integrationId, known => changes(known, attributes, update.audiences))
  const run = runsRules
    ? runRules(deployment, call, {
        integrationId,
        isDry,
        evaluable: isDry ? evaluable : undefined,
        matches: ({ on }) => on === 'profile_updated',
      })
    : undefined
  return { profile, run }
}

/** [D] updateCustomerProfilesV2: profiles are created when missing; rules are not run. All of them, or none. */
export function updateProfiles(
  deployment: Deployment,
  updates: readonly { integrationId: string; attributes: Attributes }[],
  call: Call,
): Profile[] {
  for (const { attributes } of updates) acceptUpdate(deployment, { attributes, audiences: NONE }, call)
  return updates.map(({ integrationId, attributes }) => {
    const update = { attributes, audiences: NONE }
    return updateProfile(deployment, integrationId, update, { runsRules: false }, call).profile
  })
}

/** [D] updateAudienceCustomersAttributes: of all customers in the audience, here those of the caller's environment. */
export function updateMembers(
  deployment: Deployment,
  audience: number,
  attributes: Attributes,
  call: Call,
): void {
  const environment = environmentOf(call.application)
  acceptUpdate(deployment, { attributes, audiences: NONE }, call)
  const members = [...deployment.profiles.all()].filter(
    profile => profile.environment === environment && profile.audiences.has(audience),
  )
  const updates = members.map(({ integrationId }) => ({ integrationId, attributes }))
  updateProfiles(deployment, updates, call)
}

const NONE: AudienceChange = { adds: [], deletes: [] }

type Changes = (profile: Profile) => Pick<Profile, 'attributes' | 'audiences'>

function stored(deployment: Deployment, call: Call, integrationId: string, changesOf: Changes): Profile {
  const { profiles, world } = deployment
  const profile = touchProfile(deployment, environmentOf(call.application), integrationId)
  world.journal.append({ kind: 'talon-one.profile-updated', causedBy: call.causedBy, profile: integrationId })
  return profiles.update(profile, changesOf(profile))
}

/** [D] dry: changes are ignored. */
function withoutTrace(
  { profiles }: Deployment,
  call: Call,
  integrationId: string,
  changesOf: Changes,
): Profile {
  const known = profiles.find(environmentOf(call.application), integrationId)
  const profile = known ?? unsavedProfile(call, integrationId)
  return { ...profile, ...changesOf(profile) }
}

/** What a dry request shows of a profile that does not exist. */
export const unsavedProfile = ({ application, now }: Call, integrationId: string): Profile =>
  newProfile(environmentOf(application), integrationId, now)

function acceptUpdate(
  deployment: Deployment,
  { attributes, audiences, skipUndefined = false }: ProfileUpdate,
  { application }: Call,
): Attributes {
  const accepted = skipUndefined ? definedOnly(deployment, application, attributes) : attributes
  refuseWrongAttributes(deployment, application, { entity: 'CustomerProfile' }, accepted)
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
  audiences: AudienceChange,
): Pick<Profile, 'attributes' | 'audiences'> {
  return {
    attributes: withoutNulls({ ...profile.attributes, ...attributes }),
    audiences: audiencesAfter(profile, audiences),
  }
}
