// Fills the stores of a deployment from a world file's `talonOne:` section.
import { SandboxError } from '../kit/sandbox-error.ts'
import { msToIso } from '../kit/time/duration.ts'
import type { Deployment } from './deployment.ts'
import { uncounted } from './rules/counted-limits.ts'
import type { Application } from './schemas/application.ts'
import type { Campaign } from './schemas/campaign.ts'
import type { WorldCodes } from './schemas/codes/world-codes.ts'
import { environmentOf } from './stores/profiles.ts'
import { type LoadedTalonOneWorld, type TalonOneWorld, talonOneWorldSchema } from './world-schema.ts'

type LoadedApplication = LoadedTalonOneWorld['applications'][number]
type LoadedCampaign = Pick<LoadedApplication['campaigns'][number], 'id' | 'limits'>

/** Keys that the file leaves out are drawn from the seed. [D] TypeScript SDK README: keys are 64 hex digits. */
export async function loadWorld(
  deployment: Deployment,
  data: TalonOneWorld,
  loadCodes: LoadCodes,
): Promise<LoadedTalonOneWorld> {
  const parsed = talonOneWorldSchema.parse(data)
  const keys = deployment.world.chance.stream('talon-one/keys')
  const loaded: LoadedTalonOneWorld = {
    ...parsed,
    applications: parsed.applications.map(application => ({
      ...application,
      apiKeys: application.apiKeys.map(apiKey => ({ ...apiKey, key: apiKey.key ?? keys.hex(64) })),
    })),
    managementKeys: parsed.managementKeys.map(key => ({ ...key, key: key.key ?? keys.hex(64) })),
  }
  refuseDuplicates(loaded)
  const { attributes, loyaltyPrograms, audiences, management, world } = deployment
  deployment.hostname = loaded.deployment
  for (const one of loaded.attributes) await attributes.create({ ...one, title: one.title ?? one.name })
  for (const one of loaded.loyaltyPrograms) {
    await loyaltyPrograms.create({ ...one, title: one.title ?? one.name })
  }
  for (const audience of loaded.audiences) await audiences.create(audience)
  for (const key of loaded.managementKeys) management.addKey({ ...key, created: msToIso(world.clock.now()) })
  for (const { email, password } of loaded.managers) management.addUser(email, password)
  for (const application of loaded.applications) await loadApplication(deployment, application, loadCodes)
  return loaded
}

/** How codes come in, under the rules of an import. */
type LoadCodes = (
  deployment: Deployment,
  target: { application: Application; campaign: Campaign },
  codes: WorldCodes,
) => Promise<void>

async function loadApplication(
  deployment: Deployment,
  { apiKeys, campaigns, profiles, ...values }: LoadedApplication,
  loadCodes: LoadCodes,
): Promise<void> {
  const application = await deployment.applications.create(values)
  const { id: applicationId } = application
  for (const apiKey of apiKeys) await deployment.apiKeys.create({ ...apiKey, applicationId })
  const environment = environmentOf(application)
  for (const { integrationId, attributes } of profiles) {
    // Applications of one environment share their profiles, so two may list the same.
    if (deployment.profiles.find(environment, integrationId) !== undefined) continue
    deployment.profiles.create(environment, integrationId, deployment.world.clock.now(), attributes)
  }
  for (const { referrals, coupons, ...values } of campaigns) {
    refuseUncountedLimits(values)
    const campaign = await deployment.campaigns.create({ ...values, applicationId })
    await loadCodes(deployment, { application, campaign }, { referrals, coupons })
  }
}

function refuseUncountedLimits({ id, limits }: LoadedCampaign): void {
  const unheard = limits.map(uncounted).find(what => what !== undefined)
  if (unheard === undefined) return
  throw new SandboxError(
    'uncounted-limit',
    `Cannot load the Talon.One world: the sandbox does not count ${unheard}, which campaign ${id} has.`,
    { remedy: 'Leave the limit out.' },
  )
}

function refuseDuplicates(world: LoadedTalonOneWorld): void {
  const { applications, managementKeys, attributes, loyaltyPrograms, audiences } = world
  const apiKeys = applications.flatMap(application => application.apiKeys)
  const idsOf = (records: readonly { id?: number | undefined }[]) => records.map(({ id }) => id)
  refuseDuplicate('application id', idsOf(applications))
  refuseDuplicate('campaign id', idsOf(applications.flatMap(({ campaigns }) => campaigns)))
  refuseDuplicate('API key id', idsOf(apiKeys))
  refuseDuplicate('API key', keysOf(apiKeys))
  refuseDuplicate('Management key', keysOf(managementKeys))
  refuseDuplicate('attribute id', idsOf(attributes))
  refuseDuplicate(
    'attribute',
    attributes.map(({ entity, name }) => `${entity}.${name}`),
  )
  refuseDuplicate('loyalty program id', idsOf(loyaltyPrograms))
  refuseDuplicate('audience id', idsOf(audiences))
}

const keysOf = (keys: readonly { key: string }[]) => keys.map(({ key }) => key)

function refuseDuplicate(what: string, values: readonly (string | number | undefined)[]): void {
  const seen = new Set<string | number>()
  for (const value of values) {
    if (value === undefined) continue
    if (seen.has(value)) {
      throw new SandboxError(
        'duplicate-in-world',
        `Cannot load the Talon.One world: the ${what} ${JSON.stringify(value)} is there twice.`,
        { remedy: 'Give each its own.' },
      )
    }
    seen.add(value)
  }
}
