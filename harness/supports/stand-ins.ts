// What stands in for a tenant's keys and ids: the world's own. A recorded id exists nowhere here, and a recorded key is
// never sent.
import type { Sandbox } from '../index.ts'

export interface StandIns {
  /** By the name of a parameter or field, in lower case and without separators. */
  ids: ReadonlyMap<string, string | number>
  /** Values of `Authorization`, tried in this order. */
  credentials: Readonly<Record<'talonOne' | 'bloomreach', readonly string[]>>
  hostname: string
}

const PLATFORMS = ['none', 'customer_engagement', 'customer_data', 'braze', 'iterable'] as const
const EXPIRES = '2099-01-01T00:00:00Z'

export async function standInsOf(sandbox: Sandbox): Promise<StandIns> {
  const { talonOne, bloomreach } = sandbox
  const manage = managing(sandbox)
  const applicationId = Number((await manage.first('/v1/applications'))?.id ?? 1)
  const application = `/v1/applications/${applicationId}`
  const keys: string[] = []
  for (const platform of PLATFORMS) {
    const { key } = await manage.post(`${application}/apikeys`, {
      title: platform,
      platform,
      expires: EXPIRES,
    })
    if (typeof key === 'string') keys.push(`ApiKey-v1 ${key}`)
  }
  const campaignId = Number((await manage.first(`${application}/campaigns`))?.id ?? 1)
  const program = await manage.first('/v1/loyalty_programs')
  const profile = String((await manage.first(`${application}/customers`))?.integrationId ?? 'ada@example.com')
  const [customer] = bloomreach.customers.all()
  const basic = Buffer.from(`${bloomreach.apiKeyId}:${bloomreach.apiSecret}`).toString('base64')
  return {
    hostname: talonOne.hostname,
    credentials: {
      talonOne: [...keys, `ManagementKey-v1 ${talonOne.managementKey}`],
      bloomreach: [`Basic ${basic}`, `Token ${bloomreach.projectToken}`],
    },
    ids: named({
      applicationId,
      campaignId,
      loyaltyProgramId: program === undefined ? undefined : Number(program.id),
      integrationId: profile,
      customerProfileId: profile,
      profileId: profile,
      profileIntegrationId: profile,
      advocateProfileIntegrationId: profile,
      projectToken: bloomreach.projectToken,
      registered: String(customer?.ids.registered ?? profile),
      deployment: talonOne.hostname,
      destinationHostname: talonOne.hostname,
    }),
  }
}

/** `application_id`, `applicationId` and `Application-Id` are one name. */
export const plainName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

const named = (ids: Record<string, string | number | undefined>) =>
  new Map(
    Object.entries(ids).flatMap(([name, id]) => (id === undefined ? [] : [[plainName(name), id] as const])),
  )

function managing({ talonOne }: Sandbox) {
  const headers = {
    authorization: `ManagementKey-v1 ${talonOne.managementKey}`,
    'content-type': 'application/json',
  }
  const json = async (path: string, init: RequestInit = {}) =>
    (await (await talonOne.app.request(path, { headers, ...init })).json()) as Record<string, unknown>
  return {
    post: (path: string, body: unknown) => json(path, { method: 'POST', body: JSON.stringify(body) }),
    async first(path: string): Promise<Record<string, unknown> | undefined> {
      const { data } = await json(path)
      return Array.isArray(data) ? data[0] : undefined
    },
  }
}
