import { expect, test } from 'vitest'
import { Records } from '../../../mocks/kit/records.ts'

const filled = (...keys: (number | string)[]) => {
  const records = new Records<string>()
  for (const key of keys) records.add(key, `record ${key}`)
  return records
}

test.each([
  ['counting up from 1', [1, 2, 3]],
  ['in any order', [7, 1, 2, 3]],
  ['counting up with a gap', [1, 2, 9, 3]],
  ['texts', ['b', 'a', '1']],
  ['of both kinds', [1, 'a', 2, '2']],
  ['not of ids', [0, -1, 1.5, 2 ** 40]],
])('keys %s find their records, in the order of insertion', (_, keys) => {
  const records = filled(...keys)

  expect(keys.map(key => records.get(key))).toEqual(keys.map(key => `record ${key}`))
  expect([...records.values()]).toEqual(keys.map(key => `record ${key}`))
  expect(records.size).toBe(keys.length)
  expect(records.get(99)).toBeUndefined()
  expect(records.get('length')).toBeUndefined()
})

test.each([
  ['counting up', [1, 2, 3]],
  ['of both kinds', [1, 2, 'a', 9]],
])('a record leaves once, and its key is free again: keys %s', (_, keys) => {
  const records = filled(...keys)

  for (const key of keys) {
    expect(records.add(key, 'another')).toBe(false)
    expect(records.delete(key)).toBe(true)
    expect(records.delete(key)).toBe(false)
    expect(records.get(key)).toBeUndefined()
  }

  expect(records.size).toBe(0)
  expect([...records.values()]).toEqual([])
  expect(records.add(2, 'again')).toBe(true)
  expect(records.add(2, 'once more')).toBe(false)
  expect([...records.values()]).toEqual(['again'])
})
