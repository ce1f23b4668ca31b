// The pages of the project's settings, over HTTP: listed with their schemas, changed, and used by scenarios at once.
import { expect, test } from 'vitest'
import { startSandbox } from '../../../../harness/index.ts'

const ADA = 'ada@example.com'

const world = {
  bloomreach: {
    customers: [{ ids: { registered: ADA }, attributes: { email: ADA, tier: 'gold' } }],
    scenarios: [
      {
        name: 'Hello',
        nodes: [
          { id: 1, type: 'now' as const },
          {
            id: 2,
            type: 'email' as const,
            subject: 'Hello {{ segments }}',
            html: '<p>{{ snippet("greeting") }}</p>',
            generalConsent: true,
            frequencyPolicy: 'Weekly',
          },
        ],
        connections: [[1, 2] as [number, number]],
      },
    ],
    snippets: [{ name: 'greeting', text: 'Hi' }],
    frequencyPolicies: [{ name: 'Weekly', limits: [{ count: 1, per: '7 days' }] }],
  },
}

test('every part is listed with the schema of its things, and each thing goes back as it was shown', async () => {
  await using sandbox = await startSandbox({ listen: false, world })
  const { parts } = await sandbox.settings.list()

  expect(parts.map(({ part }) => part)).toEqual([
    'consent-categories',
    'segmentations',
    'frequency-policies',
    'html-blocks',
    'snippets',
    'suppressions',
    'webhook-presets',
  ])
  for (const { part, key, items, schema } of parts) {
    expect(schema).toHaveProperty(`properties.${key}`)
    for (const item of items)
      expect((await sandbox.settings.put(part, String(item[key]), item)).items).toEqual(items)
  }
})

test('things are made, renamed and taken out; their id stays', async () => {
  await using sandbox = await startSandbox({ listen: false, world: {} })
  const gold = { name: 'gold', if: { jinja: '{{ customer.tier == "gold" }}' } }

  const [made] = (await sandbox.settings.put('segmentations', 'Tiers', { name: 'Tiers', segments: [gold] }))
    .items
  const renamed = await sandbox.settings.put('segmentations', 'Tiers', { name: 'Levels', segments: [gold] })
  expect(renamed.items).toEqual([{ ...made, name: 'Levels' }])
  await using fork = await sandbox.fork()
  expect((await sandbox.settings.delete('segmentations', 'Levels')).items).toEqual([])

  expect((await fork.scenarios.names()).segmentation).toEqual([{ name: 'Levels', segments: ['gold'] }])
  await expect(sandbox.settings.delete('segmentations', 'Levels')).rejects.toMatchObject({
    code: 'setting-not-found',
  })
})

test('who is suppressed gets no mail, and who is no longer does', async () => {
  await using sandbox = await startSandbox({ listen: false, world })
  const [scenario] = (await sandbox.scenarios.list()).scenarios
  const sent = async () => {
    await sandbox.scenarios.start(scenario?.id ?? '')
    await sandbox.settle()
    return (await sandbox.inbox.list()).length
  }

  await sandbox.settings.put('suppressions', ADA, { address: ADA, reason: 'complaint' })
  expect(await sent()).toBe(0)
  await sandbox.settings.delete('suppressions', ADA)
  await sandbox.settings.put('snippets', 'greeting', { name: 'greeting', text: 'Good day' })
  expect(await sent()).toBe(1)
  expect((await sandbox.inbox.waitFor({ to: ADA })).HTML).toContain('Good day')
})

test('a webhook preset is mended and renamed, and its secret stays', async () => {
  await using sandbox = await startSandbox({ listen: false, world: {} })
  const headers = [{ name: 'X-Key', value: 'hush-hush', visibility: 'secret' as const }]
  const preset = { type: 'webhook_preset' as const, name: 'Code', url: 'https://api.exponea.com/x', headers }
  await sandbox.settings.put('webhook-presets', 'Code', preset)
  const [shown = {}] =
    (await sandbox.settings.list()).parts.find(({ part }) => part === 'webhook-presets')?.items ?? []
  const { items } = await sandbox.settings.put('webhook-presets', 'Code', { ...shown, name: 'Codes' })

  expect(items).toMatchObject([{ name: 'Codes', headers: [{ value: '********' }] }])
  await using fork = await sandbox.fork()
  expect((await fork.integrations.list()).integrations).toMatchObject([{ name: 'Codes' }])
})

test('one default policy takes the place of the other', async () => {
  await using sandbox = await startSandbox({ listen: false, world: {} })
  for (const name of ['A', 'B'])
    await sandbox.settings.put('frequency-policies', name, { name, limits: [], default: true })
  const { parts } = await sandbox.settings.list()

  const policies = parts.find(({ part }) => part === 'frequency-policies')?.items ?? []
  expect(policies.filter(policy => policy.default).map(({ name }) => name)).toEqual(['B'])
})

test('what cannot be is refused with what is wrong, and nothing is half done', async () => {
  await using sandbox = await startSandbox({ listen: false, world })
  const before = await sandbox.settings.list()
  const put = (...args: Parameters<typeof sandbox.settings.put>) =>
    expect(sandbox.settings.put(...args)).rejects

  await put('snippets', 'x', { nam: 'x', text: '' }).toThrow('Cannot keep the snippet "x"')
  await put('html-blocks', 'x', {}).toThrow('Cannot keep the HTML block "x"')
  await put('suppressions', 'x', { address: 'a b' }).toMatchObject({ code: 'invalid-setting' })
  const segment = { segmentation: 'Tiers', is: 'gold' }
  const limits = [{ count: 1, per: '1 day', segment }]
  await put('frequency-policies', 'Weekly', { name: 'Other', limits }).toThrow(
    'there is no segmentation "Tiers"',
  )
  await put('frequency-policies', 'Weekly', { name: 'Unlimited', limits: [] }).toMatchObject({
    code: 'setting-exists',
  })
  await put('nothing' as never, 'x', {}).toMatchObject({ code: 'invalid-request' })

  expect(await sandbox.settings.list()).toEqual(before)
})
