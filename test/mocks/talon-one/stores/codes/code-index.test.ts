import { expect, test } from 'vitest'
import { CodeIndex } from '../../../../../mocks/talon-one/stores/codes/code-index.ts'

/** An index with the codes that it knows, by id. */
function indexed() {
  const codes = new Map<number, string>()
  const index = new CodeIndex(id => codes.get(id))
  return {
    index,
    add(id: number, code: string) {
      codes.set(id, code)
      index.add(code, id)
    },
    delete(id: number) {
      index.delete(codes.get(id) ?? '')
      codes.delete(id)
    },
  }
}

/** As many as it takes for the index to grow several times. */
const MANY = 5_000
const codeOf = (id: number) => `CODE-${id.toString(36)}`

test('finds each of thousands of codes, and no other', () => {
  const { index, add } = indexed()
  for (let id = 1; id <= MANY; id++) add(id, codeOf(id))

  for (let id = 1; id <= MANY; id++) expect(index.find(codeOf(id))).toBe(id)
  for (let id = MANY + 1; id <= 2 * MANY; id++) expect(index.find(codeOf(id))).toBeUndefined()
  expect(index.find('')).toBeUndefined()
})

test('a code that left is free again, and those behind it are found still', () => {
  const { index, add, delete: drop } = indexed()
  for (let id = 1; id <= MANY; id++) add(id, codeOf(id))

  for (let id = 1; id <= MANY; id += 2) drop(id)

  for (let id = 1; id <= MANY; id++) expect(index.find(codeOf(id))).toBe(id % 2 === 1 ? undefined : id)
  expect(index.delete(codeOf(1))).toBe(false)
  add(MANY + 1, codeOf(1))
  expect(index.find(codeOf(1))).toBe(MANY + 1)
})

test('codes that come and go a thousand times over fill nothing up', () => {
  const { index, add, delete: drop } = indexed()
  add(1, 'STAYS')
  for (let id = 2; id <= MANY; id++) {
    add(id, codeOf(id))
    drop(id)
  }

  expect(index.find('STAYS')).toBe(1)
  expect(index.find(codeOf(MANY))).toBeUndefined()
})

test('codes with the same hash are told apart', () => {
  // FNV-1a answers the same for both, in 32 bits.
  const [one, other] = ['costarring', 'liquid'] as const
  const { index, add, delete: drop } = indexed()
  add(1, one)

  expect(index.find(other)).toBeUndefined()
  add(2, other)
  expect([index.find(one), index.find(other)]).toEqual([1, 2])
  drop(1)
  expect([index.find(one), index.find(other)]).toEqual([undefined, 2])
})

test('reads characters beyond ASCII', () => {
  const { index, add } = indexed()
  add(1, 'Ä-🎁')

  expect(index.find('Ä-🎁')).toBe(1)
  expect(index.find('A-🎁')).toBeUndefined()
})
