import { expect, test } from 'vitest'
import { Table } from '../../../mocks/kit/table.ts'

interface Referral {
  id: number
  code: string
  advocate?: string
}

const referrals = () =>
  new Table<Referral, 'code', 'advocate'>({
    key: referral => referral.id,
    unique: { code: referral => referral.code },
    many: { advocate: referral => referral.advocate },
  })

test('finds a record by its key and by a unique index', () => {
  const table = referrals()
  const kept = table.insert({ id: 1, code: 'A-1', advocate: 'ada' })

  expect(table.get(1)).toBe(kept)
  expect(table.find('code', 'A-1')).toBe(kept)
  expect(table.get(2)).toBeUndefined()
  expect(table.find('code', 'A-2')).toBeUndefined()
  expect(table.size).toBe(1)
})

test('lists and counts the records of an index in the order of insertion', () => {
  const table = referrals()
  table.insert({ id: 2, code: 'A-2', advocate: 'ada' })
  table.insert({ id: 3, code: 'B-1', advocate: 'bob' })
  table.insert({ id: 1, code: 'A-1', advocate: 'ada' })
  table.insert({ id: 4, code: 'N-1' })

  expect([...table.where('advocate', 'ada')].map(referral => referral.id)).toEqual([2, 1])
  expect(table.count('advocate', 'ada')).toBe(2)
  expect([...table.where('advocate', 'eve')]).toEqual([])
  expect(table.count('advocate', 'eve')).toBe(0)
  expect([...table.values()].map(referral => referral.id)).toEqual([2, 3, 1, 4])
})

test('an update moves a record from one index value to another', () => {
  const table = referrals()
  const referral = table.insert({ id: 1, code: 'A-1', advocate: 'ada' })

  const updated = table.update(referral, { code: 'B-1', advocate: 'bob' })

  expect(referral).toEqual({ id: 1, code: 'A-1', advocate: 'ada' })
  expect(updated).toEqual({ id: 1, code: 'B-1', advocate: 'bob' })
  expect(table.get(1)).toBe(updated)
  expect(table.find('code', 'A-1')).toBeUndefined()
  expect(table.find('code', 'B-1')).toBe(updated)
  expect(table.count('advocate', 'ada')).toBe(0)
  expect([...table.where('advocate', 'bob')]).toEqual([updated])
})

test('an update that leaves an index value keeps the order of that index', () => {
  const table = referrals()
  const first = table.insert({ id: 1, code: 'A-1', advocate: 'ada' })
  table.insert({ id: 2, code: 'A-2', advocate: 'ada' })

  table.update(first, { code: 'A-9' })

  expect([...table.where('advocate', 'ada')].map(referral => referral.id)).toEqual([1, 2])
})

test('a deleted record leaves all indexes', () => {
  const table = referrals()
  table.insert({ id: 1, code: 'A-1', advocate: 'ada' })

  expect(table.delete(1)).toBe(true)
  expect(table.delete(1)).toBe(false)
  expect(table.find('code', 'A-1')).toBeUndefined()
  expect(table.count('advocate', 'ada')).toBe(0)
  expect(table.size).toBe(0)
})

test.each([3, 100])('of %i records of one value any may leave, and the rest keep their order', count => {
  const table = referrals()
  for (let id = 1; id <= count; id++) table.insert({ id, code: `A-${id}`, advocate: 'ada' })

  table.delete(2)
  table.insert({ id: 1_000, code: 'A-1000', advocate: 'ada' })

  const rest = Array.from({ length: count }, (_, i) => i + 1).filter(id => id !== 2)
  expect([...table.where('advocate', 'ada')].map(referral => referral.id)).toEqual([...rest, 1_000])
  expect(table.count('advocate', 'ada')).toBe(count)
})

test.each([3, 100])('whoever walks through %i records may delete each on the way', count => {
  const table = referrals()
  for (let id = 1; id <= count; id++) table.insert({ id, code: `A-${id}`, advocate: 'ada' })

  for (const { id } of table.where('advocate', 'ada')) table.delete(id)

  expect(table.size).toBe(0)
  expect(table.count('advocate', 'ada')).toBe(0)
})

test('a clash of keys or of unique values is a bug of the caller and changes nothing', () => {
  const table = referrals()
  table.insert({ id: 1, code: 'A-1' })
  const other = table.insert({ id: 2, code: 'A-2' })

  expect(() => table.insert({ id: 1, code: 'A-3' })).toThrow('a record with the key 1 exists')
  expect(() => table.insert({ id: 3, code: 'A-1' })).toThrow('a record with the code A-1 exists')
  expect(() => table.update(other, { code: 'A-1' })).toThrow('a record with the code A-1 exists')
  expect(table.size).toBe(2)
  expect(table.find('code', 'A-1')?.id).toBe(1)
  expect(other.code).toBe('A-2')
})
