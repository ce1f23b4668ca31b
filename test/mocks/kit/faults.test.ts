import { expect, test } from 'vitest'
import { Faults, type NewFault } from '../../../mocks/kit/faults.ts'

const OPERATION = 'cep/createReferral'

function planned(...plans: Omit<NewFault, 'operation'>[]): Faults {
  const faults = new Faults()
  faults.declare(OPERATION, 'smtp/rcpt')
  for (const plan of plans) faults.add({ operation: OPERATION, ...plan })
  return faults
}

const strikes = (faults: Faults, calls: number) =>
  Array.from({ length: calls }, () => faults.strike(OPERATION)?.id)

test('strikes nothing until a fault is planned', () => {
  expect(strikes(planned(), 2)).toEqual([undefined, undefined])
})

test('first: strikes that many calls and then no more', () => {
  expect(strikes(planned({ first: 2 }), 4)).toEqual([1, 1, undefined, undefined])
})

test('every: strikes each n-th call', () => {
  expect(strikes(planned({ every: 3 }), 7)).toEqual([
    undefined,
    undefined,
    1,
    undefined,
    undefined,
    1,
    undefined,
  ])
})

test('strikes each call without first and every', () => {
  expect(strikes(planned({ answer: { status: 429 } }), 2)).toEqual([1, 1])
})

test('match: strikes only calls with these values, whatever their type', () => {
  const faults = planned({ match: { campaignId: 373 } })

  expect(faults.strike(OPERATION, { campaignId: '373' })?.id).toBe(1)
  expect(faults.strike(OPERATION, { campaignId: '374' })).toBeUndefined()
  expect(faults.strike(OPERATION)).toBeUndefined()
})

test('a call passes on to the next fault when the earlier one is spent', () => {
  expect(strikes(planned({ first: 1 }, { first: 1 }), 3)).toEqual([1, 2, undefined])
})

test('another operation is left alone', () => {
  expect(planned({ first: 1 }).strike('smtp/rcpt')).toBeUndefined()
})

test('counts the calls seen and struck', () => {
  const faults = planned({ first: 1 })
  strikes(faults, 3)
  expect(faults.list()).toEqual([{ operation: OPERATION, first: 1, id: 1, seen: 3, struck: 1 }])
})

test('clears one fault or all of them', () => {
  const faults = planned({}, {}, {})

  faults.clear(2)
  expect(faults.list().map(fault => fault.id)).toEqual([1, 3])

  faults.clear()
  expect(faults.list()).toEqual([])
})

test('refuses an operation that nobody declared, with the nearest name and where the list is', () => {
  const list = 'GET /_sandbox/faults lists what can fail.'

  expect(() => planned().add({ operation: 'cep/createReferal' })).toThrow(
    `Cannot plan a fault for "cep/createReferal": no such operation. Did you mean "cep/createReferral"? ${list}`,
  )
  expect(() => planned().add({ operation: 'something else' })).toThrow(
    `Cannot plan a fault for "something else": no such operation. ${list}`,
  )
})
