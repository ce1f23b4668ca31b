import { expect, test } from 'vitest'
import { startSandbox } from '../../../harness/index.ts'

const worldWith = (campaign: object) => ({
  talonOne: {
    applications: [
      {
        id: 1,
        name: 'Demo shop',
        profiles: [{ integrationId: 'ada' }],
        campaigns: [{ id: 7, name: 'Friends', features: ['referrals', 'coupons'] as never[], ...campaign }],
      },
    ],
  },
})

test('codes of a world exist from the start, with their owners', async () => {
  const world = worldWith({
    referrals: [{ code: 'ADA-1', advocateProfileIntegrationId: 'ada', usageLimit: 3 }],
    coupons: [{ value: 'SPRING', recipientIntegrationId: 'ada' }],
  })

  await using sandbox = await startSandbox({ listen: false, world })

  const of = async (path: string) => {
    const headers = { authorization: `ManagementKey-v1 ${sandbox.talonOne.managementKey}` }
    const answer = await sandbox.fetch(`/v1/applications/1/campaigns/7/${path}`, { headers })
    return ((await answer.json()) as { data: object[] }).data
  }
  expect(await of('referrals/no_total')).toMatchObject([
    { code: 'ADA-1', advocateProfileIntegrationId: 'ada', usageLimit: 3, usageCounter: 0 },
  ])
  expect(await of('coupons/no_total')).toMatchObject([{ value: 'SPRING', recipientIntegrationId: 'ada' }])
})

test('codes that an import would refuse refuse the world', async () => {
  const twice = { code: 'ADA-1', advocateProfileIntegrationId: 'ada' }

  await expect(
    startSandbox({ listen: false, world: worldWith({ referrals: [twice, twice] }) }),
  ).rejects.toThrow(
    /Cannot load the codes of the Talon\.One campaign 7: Import Error: Duplicate code error\./,
  )
})
