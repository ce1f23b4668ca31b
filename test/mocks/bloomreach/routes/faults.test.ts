import { expect, test } from 'vitest'
import { OPERATIONS } from '../../../../mocks/bloomreach/routes/operation-list.ts'
import { givenBloomreach } from '../../../support/bloomreach.ts'

test('every emulated operation can be made to fail', () => {
  const { world } = givenBloomreach()

  expect(world.faults.operations()).toEqual(
    OPERATIONS.filter(({ emulated }) => emulated)
      .map(({ id }) => id)
      .sort(),
  )
})

test.each([
  [429, { success: false, errors: ['Too many requests'] }],
  [500, { success: false, errors: ['Error 500'] }],
])('a planned %i has the vendor’s form, and nothing is stored', async (status, body) => {
  const { world, customer, customers } = givenBloomreach()
  world.faults.add({ operation: 'track/customers', first: 1, answer: { status } })

  expect(await customer('ada')).toMatchObject({ status, body })
  expect(customers.size).toBe(0)
  expect((await customer('ada')).status).toBe(200)
})

test('an answer lost after the commit leaves the customer stored', async () => {
  const { world, customer, customers } = givenBloomreach()
  world.faults.add({ operation: 'track/customers', first: 1, after: 'commit' })

  expect((await customer('ada')).status).toBe(502)
  expect(customers.size).toBe(1)
})
