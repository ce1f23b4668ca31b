// A plain customer is read past the schema: whatever it answers must be what the schema would.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainCustomer } from '../../../../mocks/bloomreach/customers/plain-customer.ts'
import { bloomreachWorldSchema } from '../../../../mocks/bloomreach/world-schema.ts'
import { allDraws } from '../../../support/thoroughness.ts'

/** Beside one field that no shortcut knows, the schema reads the same customer by itself. */
function bySchema(customer: object): unknown {
  const read = bloomreachWorldSchema.safeParse({
    consentCategories: ['newsletter'],
    customers: [{ events: [], ...customer }],
  })
  return read.success ? read.data.customers[0] : undefined
}

const ADA = { registered: 'ada@example.com' }

test('ids, attributes and consents are read as the schema reads them', () => {
  const customer = {
    ids: ADA,
    attributes: { age: 36, vip: true, city: null },
    consents: { newsletter: 'accept' },
  }
  expect(plainCustomer(customer)).toEqual(bySchema(customer))
  expect(plainCustomer({ ids: ADA })).toEqual(bySchema({ ids: ADA }))
})

test.each([
  ['no customer', null],
  ['a list', []],
  ['no ids', { attributes: {} }],
  ['ids without one', { ids: {} }],
  ['an id without a letter', { ids: { registered: '---' } }],
  ['an id that is a number', { ids: { registered: 7 } }],
  ['a nameless id', { ids: { '': 'ada' } }],
  ['an id named __proto__', { ids: JSON.parse('{"__proto__":"ada"}') }],
  ['an attribute named __proto__', { ids: ADA, attributes: JSON.parse('{"__proto__":1}') }],
  ['an attribute beyond numbers', { ids: ADA, attributes: { age: Number.NaN } }],
  ['a date', { ids: ADA, attributes: { born: new Date(0) } }],
  ['a consent in words', { ids: ADA, consents: { newsletter: 'yes' } }],
  ['an unknown key', { ids: ADA, consent: {} }],
  ['an event', { ids: ADA, events: [] }],
])('%s is left to the schema', (_, customer) => {
  expect(plainCustomer(customer)).toBeUndefined()
})

test('of any customer it says what the schema says, or nothing', () => {
  const records = (value: fc.Arbitrary<unknown>) =>
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('registered', 'newsletter', '__proto__')), value, {
      maxKeys: 3,
    })
  const customer = fc.record(
    {
      ids: records(fc.oneof(fc.string(), fc.constantFrom('null', 'undefined', 'ada'))),
      attributes: fc.oneof(records(fc.jsonValue()), fc.constant(undefined)),
      consents: records(fc.constantFrom('accept', 'reject', 'maybe')),
    },
    { requiredKeys: ['ids'] },
  )
  fc.assert(
    fc.property(customer, given => {
      const quick = plainCustomer(given)
      const consents = Object.keys(quick?.consents ?? {})
      if (quick !== undefined && consents.every(name => name === 'newsletter'))
        expect(quick).toEqual(bySchema(given))
    }),
    allDraws(500),
  )
})
