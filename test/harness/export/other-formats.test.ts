// `export --format …`: files in the vendors' own forms of import.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { called, givenFiles, imported } from '../../support/importing.ts'

const SCENARIO = {
  name: 'Invite a friend',
  nodes: [
    { id: 1, type: 'now' },
    {
      id: 2,
      type: 'webhook',
      method: 'POST',
      url: 'https://api.example/x/{{ customer.email }}',
      response: 'json',
      consentCategory: 'newsletter',
      headers: [
        { name: 'Content-Type', value: 'application/json' },
        { name: 'X-Key', value: 'hush', visibility: 'secret' },
      ],
      payload: '{"id": 1}',
      eventProperties: { run: '{{ 1 }}' },
    },
    {
      id: 3,
      type: 'email',
      subject: 'Your friend',
      preheader: 'A gift',
      html: '<p>Hello</p>',
      from: { name: 'Shop', address: 'shop@example.com' },
      languages: { de: { subject: 'Freund', html: '<p>Hallo</p>' } },
    },
  ],
  connections: [
    [1, 2],
    [2, 3],
  ],
}

const CAMPAIGN = {
  id: 7,
  name: 'Friends',
  features: ['referrals', 'coupons'],
  limits: [{ action: 'redeemReferral', limit: 1, entities: ['Profile'] }],
  referralEffects: { friend: [{ type: 'discount', name: 'Ten off', value: 10 }] },
  referrals: [
    { code: 'ADA-1', advocateProfileIntegrationId: 'ada@example.com', usageLimit: 2 },
    { code: '=cmd()', advocateProfileIntegrationId: 'ada@example.com' },
  ],
  coupons: [{ value: 'COUP-1', recipientIntegrationId: 'bob, "the" builder' }],
}

const WORLD = {
  talonOne: {
    applications: [
      {
        id: 1,
        name: 'Shop',
        profiles: [{ integrationId: 'ada@example.com' }, { integrationId: 'bob, "the" builder' }],
        campaigns: [CAMPAIGN],
      },
    ],
  },
  bloomreach: { voucherPools: [{ name: 'spring', codes: ['S-1', 'S-2'] }] },
}

async function exported(given: object, ...args: string[]) {
  const folder = await givenFiles({ 'given.yaml': stringify(given) })
  const out = join(folder, 'out')
  const told = await called('export', '--out', out, ...args, join(folder, 'given.yaml'))
  const names = await readdir(out).catch((): string[] => [])
  const files = await Promise.all(names.map(async name => [name, await readFile(join(out, name), 'utf8')]))
  return { ...told, folder, files: Object.fromEntries(files) as Record<string, string> }
}

test('mails are HTML, with subjects and preheaders beside them, a file for each language', async () => {
  const { code, files } = await exported(SCENARIO, '--format', 'mails')

  expect(code).toBe(0)
  expect(files['invite-a-friend.3.html']).toBe('<p>Hello</p>')
  expect(files['invite-a-friend.3.de.html']).toBe('<p>Hallo</p>')
  const from = { name: 'Shop', address: 'shop@example.com' }
  expect(JSON.parse(files['invite-a-friend.mails.json'] ?? '')).toEqual([
    { node: 3, subject: 'Your friend', preheader: 'A gift', from, file: 'invite-a-friend.3.html' },
    {
      node: 3,
      subject: 'Freund',
      preheader: 'A gift',
      from,
      language: 'de',
      file: 'invite-a-friend.3.de.html',
    },
  ])
})

test('a webhook is the object of the widget protocol, without secrets, and import reads it back', async () => {
  const { code, files, folder } = await exported(SCENARIO, '--format', 'webhooks')
  const text = files['invite-a-friend.2.webhook.json'] ?? ''

  expect(code).toBe(0)
  expect(JSON.parse(text)).toEqual({
    url: 'https://api.example/x/{{ customer.email }}',
    method: 'POST',
    response_handling: 'json',
    general_consent: false,
    consent_category: 'newsletter',
    frequency_policy: '',
    body: '{"id": 1}',
    headers: [
      { name: 'Content-Type', value: 'application/json', type: 'public' },
      { name: 'X-Key', value: '', type: 'secret' },
    ],
    auth: null,
    event_properties: { run: '{{ 1 }}' },
    parametrized_parts: {},
  })
  expect(JSON.stringify(files)).not.toContain('hush')
  const back = await imported({ 'back.json': text })
  expect(back.code).toBe(0)
  expect(folder).not.toBe(back.folder)
})

test('what the object has no place for is done by hand', async () => {
  const nodes = SCENARIO.nodes.map(node => (node.id === 2 ? { ...node, throughputPolicy: 'slow' } : node))

  const { code, files, err } = await exported({ ...SCENARIO, nodes }, '--format', 'webhooks')

  expect(code).toBe(1)
  expect(files).toEqual({})
  expect(err).toContain('[ ] webhook 2: its throughputPolicy has no place in the object.')
})

test('vouchers are a CSV of one column, which import reads back', async () => {
  const { code, files } = await exported(WORLD, '--format', 'vouchers')

  expect(code).toBe(0)
  expect(files).toEqual({ 'spring.vouchers.csv': 'code\nS-1\nS-2\n' })
  expect((await imported({ 'spring.csv': files['spring.vouchers.csv'] })).code).toBe(0)
})

test('codes have the columns of the account’s import; what a spreadsheet would run is left out and told', async () => {
  const refused = await exported(WORLD, '--format', 'codes')
  expect(refused.code).toBe(1)
  expect(refused.files).toEqual({})
  expect(refused.err).toContain('"=cmd()" has a cell that a spreadsheet would run')

  const { files } = await exported(WORLD, '--format', 'codes', '--partial')

  expect(files).toEqual({
    'application-1.campaign-7.coupons.csv':
      'value,expirydate,startdate,recipientintegrationid,limitval,discountlimit,attributes\nCOUP-1,,,"bob, ""the"" builder",1,,\n',
    'application-1.campaign-7.referrals.csv':
      'code,advocateprofileintegrationid,startdate,expirydate,limitval,attributes\nADA-1,ada@example.com,,,2,\n',
  })
  const back = await imported(files, '--no-pseudonymise')
  expect(back.reports.map(({ columns }) => columns.refused)).toEqual([[], []])
})

test('settings of a campaign are the body of the account’s own PUT', async () => {
  const { code, files, err } = await exported(WORLD, '--format', 'campaigns')

  expect(code).toBe(0)
  expect(JSON.parse(files['application-1.campaign-7.json'] ?? '')).toMatchObject({
    name: 'Friends',
    state: 'enabled',
    features: ['referrals', 'coupons'],
    limits: [{ action: 'redeemReferral', limit: 1, entities: ['Profile'] }],
  })
  expect(files['application-1.campaign-7.json']).not.toContain('referralEffects')
  expect(err).toContain('PUT /v1/applications/{a}/campaigns/{c}')
})

test('rules are a list of differences to another world', async () => {
  const effect = { type: 'discount', name: 'Ten off', value: 12 }
  const changed = structuredClone(WORLD) as typeof WORLD
  changed.talonOne.applications[0]?.campaigns[0]?.referralEffects.friend.splice(0, 1, effect)
  const folder = await givenFiles({ 'old.yaml': stringify(WORLD), 'new.yaml': stringify(changed) })
  const list = (...args: string[]) => called('export', '--format', 'rules', ...args)

  const { out } = await list('--source', join(folder, 'old.yaml'), join(folder, 'new.yaml'))
  const same = await list('--source', join(folder, 'old.yaml'), join(folder, 'old.yaml'))

  expect(out).toContain(
    'take out: when a referral code is valid, for the friend: discount, name "Ten off", value 10',
  )
  expect(out).toContain(
    'put in: when a referral code is valid, for the friend: discount, name "Ten off", value 12',
  )
  expect(same.out).toContain('None.')
})

test('several files need a folder, and nothing of the kind is said', async () => {
  const { folder } = await exported(SCENARIO, '--format', 'mails')
  const file = join(folder, 'given.yaml')

  expect((await called('export', '--format', 'mails', file)).err).toContain('Name a folder with --out')
  expect(JSON.parse((await called('export', '--json', '--format', 'mails', file)).out).files).toHaveLength(3)
  await writeFile(join(folder, 'bare.yaml'), stringify({ startsAt: '2026-01-05T09:00:00Z' }))
  const bare = join(folder, 'bare.yaml')
  for (const more of [[], ['--out', join(folder, 'codes')]]) {
    const { code, err } = await called('export', '--format', 'codes', ...more, bare)
    expect([code, err]).toEqual([0, 'There is nothing of this kind. Nothing was written.'])
  }
  expect(await readdir(folder)).not.toContain('codes')
})
