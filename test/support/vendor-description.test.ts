import { expect, test } from 'vitest'
import {
  isVendorDescribed,
  mustBeVendorDescribed,
  vendorDescription,
} from '../../contracts/conformance/vendor-description.ts'

const judged = test.skipIf(!isVendorDescribed && !mustBeVendorDescribed)

judged("every answer is held against the vendor's descriptions (TALON_ONE_SPECS)", () => {
  expect(vendorDescription('third-party').operations()).toHaveLength(35)
})

judged('a wrong answer is found', () => {
  const description = vendorDescription('third-party')
  const problems = (body: unknown, status = 200) =>
    description.problemsOf('GET', '/customer_engagement/referral', status, body)

  expect(problems({ id: 1, code: 'ABCD-EFGH' })).toEqual([])
  expect(problems({ id: 'one' })).toEqual([
    'GET /customer_engagement/referral 200 /id must be integer {"type":"integer"}',
  ])
  expect(problems({}, 201)).toEqual(['GET /customer_engagement/referral is not described to answer 201'])
})

judged('nullable and exclusive bounds of OpenAPI 3.0 are understood', () => {
  const description = vendorDescription('third-party')
  const request = { loyaltyProgramId: 1, profileIntegrationId: 'ada' }

  expect(description.problemsWith('AddLoyaltyPointsRequest', { ...request, points: 0.5 })).toEqual([])
  expect(description.problemsWith('AddLoyaltyPointsRequest', { ...request, points: 0 })).toHaveLength(1)
})
