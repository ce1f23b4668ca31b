import { expect, test } from 'vitest'
import { nodeSymptom } from '../../../harness/doctor/node-version.ts'
import { productionSymptoms } from '../../../harness/doctor/production.ts'

const DRAWN = '0c9d1e8f7a6b5c4d3e2f1a0b'

const told = (env: NodeJS.ProcessEnv, replaced: readonly string[] = []) =>
  productionSymptoms(env, new Set(replaced)).map(({ about, says }) => `${about}: ${says}`)

test.each([
  ['a URL', 'https://acme.europe-west1.talon.one/v1', 'acme.europe-west1.talon.one, a host of Talon.One'],
  ['a bare host', 'API.Exponea.com', 'api.exponea.com, a host of Bloomreach'],
  [
    'a host with a port',
    'uk1-api-engagement.bloomreach.com:443',
    'uk1-api-engagement.bloomreach.com, a host of',
  ],
  ['one of a list', 'http://localhost,https://api.eng.bloomreach.com', 'api.eng.bloomreach.com, a host of'],
])('%s of a vendor is told by name', (_, value, says) => {
  expect(told({ SHOP: value })).toEqual([expect.stringContaining(`SHOP: it names ${says}`)])
})

test.each([
  ['a header of Talon.One', 'AUTH', `ApiKey-v1 ${DRAWN}`],
  ['a management key', 'AUTH', `ManagementKey-v1 ${DRAWN}`],
  ["a vendor's secret by its name", 'EXPONEA_API_SECRET', DRAWN],
])('%s that looks drawn is told, and its value is not', (_, name, value) => {
  const [line = ''] = told({ [name]: value })
  expect(line).toBe(`${name}: it looks like a key of a real account`)
  expect(line).not.toContain(DRAWN)
})

test.each([
  ['a word in place of a key', { TALON_ONE_API_KEY: 'made-up-key-made-up-key' }],
  ['a secret of somebody else', { GITHUB_TOKEN: DRAWN }],
  ['a mail address', { ADMIN: 'ops@acme.talon.one' }],
  ['a host that only ends alike', { SHOP: 'https://nottalon.one' }],
  ['keys that the sandbox printed', { SANDBOX_URL: 'http://127.0.0.1:4400', TALON_ONE_API_KEY: DRAWN }],
  ['a text without end', { TALON_ONE_KEY: DRAWN.repeat(10_000) }],
  ['nothing', { TALON_ONE_API_KEY: '' }],
])('%s is no danger', (_, env) => {
  expect(told(env)).toEqual([])
})

test('what a child gets from the sandbox is left out', () => {
  const env = { TALON_ONE_BASE_URL: 'https://acme.talon.one' }
  expect(told(env)).toHaveLength(1)
  expect(told(env, ['TALON_ONE_BASE_URL'])).toEqual([])
})

test.each(['20.20.0', '22.11.9', '18.0.0'])('Node %s is too old', version => {
  expect(nodeSymptom(version)).toMatchObject({ state: 'problem', remedy: 'Use Node 22.12 or newer.' })
})

test.each(['22.12.0', '24.0.0', '30.1.0'])('Node %s will do', version => {
  expect(nodeSymptom(version).state).toBe('ok')
})
