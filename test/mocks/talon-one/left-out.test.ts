import { expect, test } from 'vitest'
import {
  isVendorDescribed,
  mustBeVendorDescribed,
  vendorDescription,
} from '../../../contracts/conformance/vendor-description.ts'
import { startTalonOne } from '../../support/talon-one.ts'

const judged = test.skipIf(!isVendorDescribed && !mustBeVendorDescribed)

judged.each(['integration', 'management', 'third-party'] as const)(
  'every operation of the %s description is served or left out by name',
  async which => {
    const { talonOne } = await startTalonOne()
    const known = new Set(talonOne.operations().map(({ id, method, path }) => `${id} ${method} ${path}`))

    const missing = vendorDescription(which)
      .operations()
      .filter(({ id, method, path }) => !known.has(`${id} ${method} ${path}`))

    expect(missing.map(({ id, path }) => `${id} ${path}`)).toEqual([])
  },
)

test('an operation that is left out answers 501 and names itself', async () => {
  const { management, integration } = await startTalonOne()

  const roles = await management('GET', '/v2/roles')
  const sync = await integration('PUT', '/v1/catalogs/1/sync', { body: {} })

  const ruleset = await management('POST', '/v1/applications/1/campaigns/373/rulesets', { body: {} })

  // [C] SFCC cartridge; talon_one 4.3.0.
  const attributes = await integration('PUT', '/v2/integration/multiple_attributes', { body: {} })
  const logs = await management('GET', '/v1/applications/1/access_logs')

  expect([roles.status, roles.headers.get('x-sandbox')]).toEqual([501, 'not-emulated'])
  expect(ruleset.body.error.message).toContain('createRuleset')
  expect(attributes.body.error.message).toContain('createAttributes')
  expect(logs.body.error.message).toContain('getAccessLogs')
  expect(roles.body.error.message).toContain('listAllRolesV2')
  expect(sync.body.error.message).toContain('syncCatalog')
})

test('no operation is there twice', async () => {
  const { talonOne } = await startTalonOne()
  const names = talonOne.operations().map(({ method, path }) => `${method} ${path}`)

  expect(new Set(names).size).toBe(names.length)
})
