// `import` of what Talon.One gives out: codes, campaigns, rulesets in both languages.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { startSandbox } from '../../../harness/index.ts'
import { columnOf, imported, type Told } from '../../support/importing.ts'

const REFERRALS = `code,advocateprofileintegrationid,startdate,expirydate,limitval,attributes
ADA-0001,ada@shop.com,2021-09-10 09:21:06,,0,"{""channel"":""mail""}"
GRACE-01,grace@shop.com,,2030-01-01T00:00:00Z,5,
`

const campaign = {
  id: 7,
  created: '2026-01-01T00:00:00Z',
  applicationId: 3,
  userId: 1,
  name: 'Friends',
  description: '',
  state: 'enabled',
  activeRulesetId: 9,
  tags: [],
  features: ['referrals', 'coupons'],
  couponSettings: null,
  referralSettings: { validCharacters: ['A', 'B', 'C'], couponPattern: 'F-####' },
  limits: [{ action: 'redeemReferral', limit: 1, entities: ['Profile'] }],
  campaignGroups: [],
  type: 'advanced',
  attributes: { season: 'spring' },
}

const block = (type: string, more: object = {}) => ({ id: 'b1', type, ...more })
const ruleset = (...rules: object[]) => ({
  id: 9,
  created: '2026-01-01T00:00:00Z',
  userId: 1,
  campaignId: 7,
  promotionRules: rules,
  strikethroughRules: [],
})

async function run(files: Record<string, unknown>, ...more: string[]) {
  const read = await imported(files, '--name', 'shop', ...more)
  const world = read.written.includes('shop.world.yaml')
    ? parse(await read.text('shop.world.yaml'))
    : undefined
  return { ...read, application: world?.talonOne.applications[0], world }
}

test('codes with their owners, a campaign and its rules become one Application that starts', async () => {
  const { code, application, folder, world } = await run({
    'codes.csv': REFERRALS,
    'campaign.json': campaign,
    'rules.json': ruleset({
      title: 'Friend used a code',
      blocks: [
        block('checkReferral', { redeem: true, onFailure: [] }),
        block('awardDiscount', { name: 'Ten', value: '10' }),
        block('triggerWebhook', { webhook: { id: 3, title: 'Tell CRM' }, params: {} }),
      ],
    }),
  })

  expect(code).toBe(0)
  expect(application).toMatchObject({ id: 3, profiles: [{}, {}] })
  expect(application.campaigns).toEqual([
    {
      id: 7,
      name: 'Friends',
      description: '',
      state: 'enabled',
      type: 'advanced',
      features: ['referrals', 'coupons'],
      tags: [],
      referralSettings: { validCharacters: ['A', 'B', 'C'], couponPattern: 'F-####' },
      limits: [{ action: 'redeemReferral', limit: 1, entities: ['Profile'] }],
      attributes: { season: 'spring' },
      referralEffects: {
        advocate: [],
        friend: [
          { type: 'discount', name: 'Ten', value: 10 },
          { type: 'webhook', webhookId: 3, webhookName: 'Tell CRM' },
        ],
      },
      referrals: [
        expect.objectContaining({
          code: 'ADA-0001',
          startDate: '2021-09-10T09:21:06Z',
          usageLimit: 0,
          attributes: { channel: 'mail' },
        }),
        expect.objectContaining({ code: 'GRACE-01', usageLimit: 5 }),
      ],
    },
  ])
  expect(JSON.stringify(world)).not.toMatch(/shop\.com/)
  await using sandbox = await startSandbox({ world: join(folder, 'shop.world.yaml'), listen: false })
  const headers = { authorization: `ManagementKey-v1 ${sandbox.talonOne.managementKey}` }
  const answer = await sandbox.fetch('/v1/applications/3/campaigns/7/referrals/no_total', { headers })
  expect(((await answer.json()) as { data: object[] }).data).toHaveLength(2)
})

test('coupons of an export go to their campaigns, and what is used up is a guess', async () => {
  const { reports, world } = await run(
    {
      'coupons.csv': `applicationid,campaignid,value,limitval,counter,recipientintegrationid
1,5,SPRING,1,1,
2,6,SUMMER,0,0,ada
`,
    },
    '--no-pseudonymise',
  )

  expect(world.talonOne.applications).toMatchObject([
    { id: 1, campaigns: [{ id: 5, coupons: [{ value: 'SPRING', usageLimit: 1 }] }] },
    { id: 2, campaigns: [{ id: 6, coupons: [{ value: 'SUMMER', recipientIntegrationId: 'ada' }] }] },
  ])
  expect(columnOf(reports[0] as Told, 'counter')).toBe('guessed')
})

test('rows that no import would take are refused with their lines', async () => {
  const { code, reports } = await run({
    'codes.csv':
      'code,advocateprofileintegrationid,limitval\nAB,ada,1\nABCD,,1\nABCD,ada,many\nABCD,ada,1\nABCD,ada,1\n=1+1,ada,1\n',
  })

  expect(code).toBe(1)
  expect(reports[0]?.columns.refused.map(({ path }) => path)).toEqual([
    'line 2',
    'line 3',
    'line 4',
    'line 6',
  ])
  expect(reports[0]?.columns.guessed).toEqual([expect.objectContaining({ path: 'line 7, code' })])
})

test.each([
  [
    'an expression',
    [block('checkCoupon'), block('awardDiscount', { name: 'Ten', value: '{{$Session.Total}}' })],
    'awardDiscount',
  ],
  ['a block that is not run', [block('checkAudience', { audience: 1 })], 'checkAudience'],
  [
    'raw Talang',
    [block('passthrough', { expression: ['secretFunction', 1] })],
    'passthrough ["secretFunction",1]',
  ],
  ['any of several', [block('group', { operator: 'atLeastOne', blocks: [] })], 'no "all"'],
  ['two checks', [block('checkCoupon'), block('checkReferral')], 'several checks'],
  ['no blocks', 7, 'no blocks'],
])('a rule with %s is refused whole, by its text, and no effect of it is left', async (_, blocks, reason) => {
  const { code, reports, application } = await run({ 'rules.json': ruleset({ title: 'One', blocks }) })

  expect(code).toBe(1)
  expect(reports[0]?.remarks.join()).toContain(reason)
  expect(JSON.stringify(application.campaigns)).not.toContain('discount')
})

test('Talang is read as far as its functions are public, of a list the newest ruleset', async () => {
  const past = {
    id: 1,
    created: '2025-01-01T00:00:00Z',
    campaignId: 7,
    rules: [{ title: 'Old', effects: [] }],
  }
  const { reports, application, code } = await run({
    'rules.json': {
      data: [
        past,
        {
          id: 2,
          created: '2026-01-01T00:00:00Z',
          campaignId: 7,
          rules: [
            {
              title: 'Ten off',
              condition: ['and', ['couponValid']],
              effects: [['catch', ['noop'], ['setDiscount', 'Ten off', 10]]],
            },
            { title: 'Friend', condition: ['and', ['referralValid']], effects: [] },
          ],
        },
      ],
    },
  })

  expect(code).toBe(1)
  expect(application.campaigns[0].couponEffects).toEqual([{ type: 'discount', name: 'Ten off', value: 10 }])
  expect(columnOf(reports[0] as Told, '/data/0/rules/0/title')).toBe('ignored')
  expect(reports[0]?.remarks).toEqual([
    'Not run here: the rule "Friend": the condition ["and",["referralValid"]] is not run here.',
  ])
})

test('a campaign with a limit or feature that is not known keeps the rest', async () => {
  const { code, application, reports } = await run({
    'campaign.json': {
      data: [
        { ...campaign, features: ['referrals', 'teleport'], limits: [{ action: 'fly', limit: 1 }], state: 7 },
      ],
      totalResultSize: 1,
    },
  })

  expect(code).toBe(1)
  expect(application.campaigns[0]).toMatchObject({ id: 7, features: ['referrals'], limits: [] })
  expect(columnOf(reports[0] as Told, '/data/0/limits/0/action')).toBe('refused')
  expect(columnOf(reports[0] as Told, '/data/0/features/1')).toBe('guessed')
  expect(columnOf(reports[0] as Told, '/data/0/state')).toBe('refused')
})
