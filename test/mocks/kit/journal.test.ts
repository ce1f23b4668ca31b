import { expect, test } from 'vitest'
import { type Entry, Journal } from '../../../mocks/kit/journal.ts'

const kinds = (entries: Entry[]) => entries.map(entry => entry.kind)

test('gives each entry the next seq and the present time', () => {
  let now = 1_000
  const journal = new Journal({ now: () => now })

  journal.append({ kind: 'first', node: 3 })
  now = 2_000
  journal.append({ kind: 'second' })

  expect(journal.read()).toEqual([
    { seq: 1, at: 1_000, kind: 'first', node: 3 },
    { seq: 2, at: 2_000, kind: 'second' },
  ])
  expect(journal.last).toBe(2)
})

test('an entry inherits the customer of the entry that led to it', () => {
  const journal = new Journal({ now: () => 0 })
  const entered = journal.append({ kind: 'node', customer: 'ada' })
  const request = journal.append({ kind: 'request', causedBy: entered.seq })
  journal.append({ kind: 'referral', causedBy: request.seq })
  journal.append({ kind: 'other' })

  expect(kinds(journal.read({ customer: 'ada' }))).toEqual(['node', 'request', 'referral'])
  expect(journal.get(3)).toEqual({ seq: 3, at: 0, kind: 'referral', causedBy: 2, customer: 'ada' })
})

test('an own customer wins over the inherited one', () => {
  const journal = new Journal({ now: () => 0 })
  const entered = journal.append({ kind: 'node', customer: 'ada' })
  journal.append({ kind: 'event', customer: 'bob', causedBy: entered.seq })

  expect(kinds(journal.read({ customer: 'bob' }))).toEqual(['event'])
})

test('reads what comes after a seq, of one kind, up to a limit', () => {
  const journal = new Journal({ now: () => 0 })
  for (let i = 1; i <= 6; i++) journal.append({ kind: i % 2 === 0 ? 'even' : 'odd', customer: 'ada' })

  expect(journal.read({ after: 4 }).map(entry => entry.seq)).toEqual([5, 6])
  expect(journal.read({ kind: 'even' }).map(entry => entry.seq)).toEqual([2, 4, 6])
  expect(journal.read({ kind: 'even', limit: 2 }).map(entry => entry.seq)).toEqual([2, 4])
  expect(journal.read({ kind: 'odd', after: 1, customer: 'ada' }).map(entry => entry.seq)).toEqual([3, 5])
  expect(journal.read({ after: 6 })).toEqual([])
})

test('keeps the newest entries up to its capacity, and no customer of a forgotten one', () => {
  const journal = new Journal({ now: () => 0, capacity: 3 })
  journal.append({ kind: 'old', customer: 'ada' })
  for (let i = 0; i < 4; i++) journal.append({ kind: 'new', customer: i % 2 === 0 ? 'bob' : 'ada' })

  expect(journal.read().map(entry => entry.seq)).toEqual([3, 4, 5])
  expect(journal.get(2)).toBeUndefined()
  expect(journal.read({ customer: 'ada' }).map(entry => entry.seq)).toEqual([3, 5])
  expect(journal.read({ customer: 'bob' }).map(entry => entry.seq)).toEqual([4])
  expect(journal.last).toBe(5)
})

test('a cause that has left the ring still is a cause, and hands on no customer', () => {
  const journal = new Journal({ now: () => 0, capacity: 1 })
  journal.append({ kind: 'node', customer: 'ada' })
  journal.append({ kind: 'other' })

  expect(journal.append({ kind: 'late', causedBy: 1 })).toEqual({ seq: 3, at: 0, kind: 'late', causedBy: 1 })
})

test('tells its subscribers until they stop', () => {
  const journal = new Journal({ now: () => 0 })
  const told: string[] = []
  const stop = journal.subscribe(entry => told.push(entry.kind))

  journal.append({ kind: 'first' })
  stop()
  journal.append({ kind: 'second' })

  expect(told).toEqual(['first'])
})

test('a detail cannot take the place of the seq or the time', () => {
  const journal = new Journal({ now: () => 7 })
  journal.append({ kind: 'first', seq: 99, at: 0 })

  expect(journal.get(1)).toEqual({ seq: 1, at: 7, kind: 'first' })
})

test('an entry that is handed over learns its place and its customer', () => {
  const journal = new Journal({ now: () => 7 })
  const node = journal.append({ kind: 'node', customer: 'ada' })
  const request = { seq: 0, at: 0, kind: 'request', causedBy: node.seq }

  expect(journal.keep(request)).toBe(request)
  expect(journal.get(2)).toEqual(request)
  expect(request).toEqual({ seq: 2, at: 7, kind: 'request', causedBy: 1, customer: 'ada' })
})

test("a customer's entries are those that the ring still has, however many it forgot", () => {
  const journal = new Journal({ now: () => 7, capacity: 10 })
  for (let nr = 1; nr <= 5_000; nr++) journal.append({ kind: 'node', customer: nr % 2 ? 'ada' : 'bob' })

  const seqs = journal.read({ customer: 'ada' }).map(({ seq }) => seq)

  expect(seqs).toEqual([4_991, 4_993, 4_995, 4_997, 4_999])
})

test('the newest entries of a customer are found without reading the others', () => {
  const journal = new Journal({ now: () => 7 })
  for (let nr = 1; nr <= 10; nr++) journal.append({ kind: 'node', customer: nr % 2 ? 'ada' : 'bob' })

  expect(journal.read({ customer: 'ada', newest: 2 }).map(({ seq }) => seq)).toEqual([7, 9])
  expect(journal.read({ customer: 'ada', newest: 99 })).toHaveLength(5)
})

test('an entry with many details is read as it was told, and so is the next of its kind', () => {
  const journal = new Journal({ now: () => 7, capacity: 2 })
  const wide = Object.fromEntries(Array.from({ length: 12 }, (_, nr) => [`detail${nr}`, nr]))
  journal.append({ kind: 'node', ...wide })
  journal.append({ kind: 'node', detail3: null, list: [1] })
  expect(journal.read()).toEqual([
    { seq: 1, at: 7, kind: 'node', ...wide },
    { seq: 2, at: 7, kind: 'node', detail3: null, list: [1] },
  ])

  journal.append({ kind: 'node' })
  expect(journal.get(3)).toEqual({ seq: 3, at: 7, kind: 'node' })
})

test('details are told in the order in which their kind had them first', () => {
  const journal = new Journal({ now: () => 7 })
  journal.append({ kind: 'node', node: 1, way: 'yes' })
  journal.append({ kind: 'node', way: 'no', node: 2, customer: 'ada' })

  expect(Object.keys(journal.get(2) ?? {})).toEqual(['seq', 'at', 'kind', 'node', 'way', 'customer'])
})

test('an image stays what it was, whatever both journals write then', () => {
  const [journal, fork] = [new Journal({ now: () => 1 }), new Journal({ now: () => 2 })]
  for (let nr = 1; nr <= 5_000; nr++) journal.append({ kind: 'old', nr })
  const image = journal.image()
  fork.restore(image)
  journal.append({ kind: 'old', nr: 'mine' })
  fork.append({ kind: 'old', nr: 'theirs', more: true })

  expect(journal.read({ after: 4_999 }).map(({ at, nr, more }) => [at, nr, more])).toEqual([
    [1, 5_000, undefined],
    [1, 'mine', undefined],
  ])
  expect(fork.get(5_001)).toEqual({ seq: 5_001, at: 2, kind: 'old', nr: 'theirs', more: true })
  expect(fork.read({ limit: 9_999 })).toHaveLength(5_001)
  expect(fork.get(1)).toEqual({ seq: 1, at: 1, kind: 'old', nr: 1 })
})

test('an entry of a customer is found by its cause after a journal was restored', () => {
  const [journal, fork] = [new Journal({ now: () => 1 }), new Journal({ now: () => 1 })]
  const { seq } = journal.append({ kind: 'node', customer: 'ada' })
  fork.restore(journal.image())

  expect(fork.append({ kind: 'referral', causedBy: seq }).customer).toBe('ada')
  expect(fork.read({ customer: 'ada' }).map(({ kind }) => kind)).toEqual(['node', 'referral'])
})

test('tells a UUID as it was told, and what only looks like one, also after the ring went round and in a copy', () => {
  const texts = [
    '0c9f7c55-d064-46e1-ab87-a39cb877cdf2',
    '0C9F7C55-D064-46E1-AB87-A39CB877CDF2',
    '0c9f7c55-d064-46e1-ab87-a39cb877cdfé',
    '0c9f7c55-d064-46e1-ab87_a39cb877cdf2',
    '0c9f7c55-d064-46e1-ab87-a39cb877cdg2',
    '------------------------------------',
  ]
  const journal = new Journal({ now: () => 0, capacity: 8 })
  for (let round = 0; round < 3; round++)
    for (const id of texts) journal.append({ kind: 'request', id, other: texts[0] })

  expect(journal.read().map(({ id }) => id)).toEqual([...texts.slice(4), ...texts])
  expect(journal.read().every(({ other }) => other === texts[0])).toBe(true)

  const copy = new Journal({ now: () => 0, capacity: 8 })
  copy.restore(journal.image())
  journal.append({ kind: 'request', id: texts[0], other: 3 })
  expect(copy.read().map(({ id }) => id)).toEqual([...texts.slice(4), ...texts])
  expect(copy.having('id', '0c9f7c55-d064-46e1-ab87-a39cb877cdf2')?.seq).toBe(13)
})
