// The third witness, against a tenant that counts requests and what is left behind.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runContracts } from './support/contracts-command.ts'
import { type CountingTenant, openTenant } from './support/counting-tenant.ts'

let tenant: CountingTenant
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'live-'))
  tenant = await openTenant()
})
afterAll(async () => {
  await tenant.stop()
  await rm(folder, { recursive: true, force: true })
})

const hosts = () => [tenant.talonOne, tenant.mailpit].map(url => new URL(url).host).join(',')

const environment = (): Record<string, string> => ({
  TALON_ONE_BASE_URL: tenant.talonOne,
  TALON_ONE_THIRD_PARTY_URL: tenant.talonOne,
  TALON_ONE_DEPLOYMENT: 'sandbox.europe-west1.talon.one',
  TALON_ONE_API_KEY: tenant.apiKey,
  TALON_ONE_CEP_API_KEY: tenant.engagementKey,
  TALON_ONE_MANAGEMENT_KEY: tenant.managementKey,
  TALON_ONE_APPLICATION_ID: tenant.applicationId,
  TALON_ONE_CAMPAIGN_ID: tenant.campaignId,
  MAILPIT_URL: tenant.mailpit,
  CONTRACTS_ALLOW_HOSTS: hosts(),
  CONTRACTS_RECORD: join(folder, 'record.json'),
})

function expectNoSecret(...written: string[]): void {
  for (const secret of [tenant.apiKey, tenant.engagementKey, tenant.managementKey]) {
    expect(secret.length).toBeGreaterThan(10)
    for (const text of written) expect(text).not.toContain(secret)
  }
}

test('says what it would do and sends nothing without --yes', async () => {
  const { code, stdout } = await runContracts(['live'], environment())

  expect(stdout).toContain('GET /customer_engagement/referral: a request for a referral code')
  expect(stdout).not.toContain('coupon')
  expect(stdout).toContain('Nothing was sent. Add --yes to send it.')
  expectNoSecret(stdout)
  expect(code).toBe(0)
  expect(await tenant.report()).toMatchObject({ requests: 0 })
})

test('refuses a host that is not named, and sends nothing', async () => {
  const { code, stderr } = await runContracts(['live', '--yes'], {
    ...environment(),
    CONTRACTS_ALLOW_HOSTS: 'localhost',
  })

  expect(stderr).toMatch(
    /^Cannot send anything to 127\.0\.0\.1:\d+: CONTRACTS_ALLOW_HOSTS does not name it\. .*\.\n$/,
  )
  expect(code).toBe(64)
  expect(await tenant.report()).toMatchObject({ requests: 0 })
})

test('names what is missing when no tenant is given', async () => {
  const { code, stderr } = await runContracts(['live', '--yes'])

  expect(stderr).toBe(
    'Cannot ask a tenant: none is named. Set TALON_ONE_BASE_URL, TALON_ONE_API_KEY, TALON_ONE_CEP_API_KEY, TALON_ONE_APPLICATION_ID, TALON_ONE_CAMPAIGN_ID, MAILPIT_URL.\n',
  )
  expect(code).toBe(64)
})

test('an address that is none is one sentence', async () => {
  const { code, stderr } = await runContracts(['live'], { ...environment(), MAILPIT_URL: 'mailpit' })

  expect(stderr).toBe('Cannot use MAILPIT_URL: it is no http or https URL. Correct it.\n')
  expect(code).toBe(64)
})

test('a tenant that is down is one sentence', async () => {
  const down = 'http://127.0.0.1:9'
  const { code, stderr } = await runContracts(['live', '--yes', '--only', 'tests-to-inbox'], {
    MAILPIT_URL: down,
    CONTRACTS_ALLOW_HOSTS: '127.0.0.1:9',
  })

  expect(stderr).toMatch(
    /^Cannot reach 127\.0\.0\.1:9: .*\. Check the address, and that the tenant is up\.\n$/,
  )
  expect(code).toBe(69)
})

test('agrees, cleans up, says what stays, and shows no secret', async () => {
  const { code, stdout, stderr } = await runContracts(['record', '--yes'], environment())
  const seen = await tenant.report()

  expect(stdout).toMatch(/1\d interactions: every witness that was asked agrees\./)
  expect(code).toBe(0)
  expect(seen).toMatchObject({ referrals: 0, mails: 0 })
  expect(stdout.match(/^removed: referral \d+$/gm)).toHaveLength(2)
  expect(stdout.match(/^left behind: customer profile contracts-.*$/gm)).toHaveLength(seen.profiles)
  const record = await readFile(join(folder, 'record.json'), 'utf8')
  expectNoSecret(stdout, stderr, record)
  expect(record).not.toContain('@example.com')

  const same = await runContracts(['record', '--replay'], environment())
  expect(same.stdout).toBe('The emulator answers as it was recorded.\n')
  expectNoSecret(same.stdout, same.stderr)

  await writeFile(join(folder, 'record.json'), record.replace('"usageCounter": 0', '"usageCounter": "none"'))
  const other = await runContracts(['record', '--replay'], environment())
  expect(other.stdout).toContain(
    'a request for a referral code: body.usageCounter was "none", the emulator answers 0\n',
  )
  expect(other.code).toBe(8)
})

test('a key that the tenant refuses makes the live witness speak, and no secret is told', async () => {
  const { code, stdout, stderr } = await runContracts(['live', '--yes', '--only', 'backend-to-talon-one'], {
    ...environment(),
    TALON_ONE_API_KEY: 'a-key-that-was-revoked-long-ago',
  })

  expect(stdout).toContain('the live tenant disagrees on')
  for (const told of [stdout, stderr]) expect(told).not.toContain('a-key-that-was-revoked-long-ago')
  expectNoSecret(stdout, stderr)
  expect(code).toBe(8)
})
