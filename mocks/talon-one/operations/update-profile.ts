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
  audiences?: AudienceChange | undefined
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
  const accepted = acceptUpdate(deployment, update, call)
  const known = isDry
    ? profileOrNew(deployment, call, integrationId)
    : touchProfile(deployment, environmentOf(call.application), integrationId)
  const change = {
    attributes: withoutNulls({ ...known.attributes, ...accepted }),
    audiences: audiencesAfter(known, update.audiences ?? NONE),
  }
  const profile = isDry ? { ...known, ...change } : store(deployment, call, known, change)
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
  for (const update of updates) acceptUpdate(deployment, update, call)
  return updates.map(({ integrationId, ...update }) => {
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
  acceptUpdate(deployment, { attributes }, call)
  const members = [...deployment.profiles.all()].filter(
    profile => profile.environment === environment && profile.audiences.has(audience),
  )
  const updates = members.map(({ integrationId }) => ({ integrationId, attributes }))
  updateProfiles(deployment, updates, call)
}

const NONE: AudienceChange = { adds: [], deletes: [] }

function store(
  { profiles, world }: Deployment,
  { causedBy }: Call,
  profile: Profile,
  change: Pick<Profile, 'attributes' | 'audiences'>,
): Profile {
  world.journal.append({ kind: 'talon-one.profile-updated', causedBy, profile: profile.integrationId })
  return profiles.update(profile, change)
}

/** [D] dry: changes are ignored. One that does not exist is shown as it would begin. */
export function profileOrNew(
  { profiles }: Deployment,
  { application, now }: Call,
  integrationId: string,
): Profile {
  const environment = environmentOf(application)
  return profiles.find(environment, integrationId) ?? newProfile(environment, integrationId, now)
}

function acceptUpdate(
  deployment: Deployment,
  { attributes, audiences = NONE, skipUndefined = false }: ProfileUpdate,
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
