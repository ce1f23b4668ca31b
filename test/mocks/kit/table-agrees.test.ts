// A table answers what a collection of `@msw/data` answers that lived the same life: an independent reading of what a store of records is.
import { Collection } from '@msw/data'
import {
  type Arbitrary,
  array,
  assert,
  asyncProperty,
  constantFrom,
  integer,
  oneof,
  record,
} from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { Table } from '../../../mocks/kit/table.ts'
import { draws } from '../../support/thoroughness.ts'

const referral = z.object({ id: z.number(), code: z.string(), advocate: z.string() })
type Referral = z.output<typeof referral>

const ADVOCATES = ['ada', 'bob', 'eve'] as const

const changes: Arbitrary<Change> = oneof(
  record({ kind: constantFrom('insert' as const), advocate: constantFrom(...ADVOCATES) }),
  record({
    kind: constantFrom('update' as const),
    at: integer({ min: 0, max: 9 }),
    advocate: constantFrom(...ADVOCATES),
  }),
  record({ kind: constantFrom('delete' as const), at: integer({ min: 0, max: 9 }) }),
)

type Change =
  | { kind: 'insert'; advocate: string }
  | { kind: 'update'; at: number; advocate: string }
  | { kind: 'delete'; at: number }

/** Both stores, told the same; `at` names one of those that are there. */
function lives() {
  const table = new Table<Referral, 'code', 'advocate'>({
    key: ({ id }) => id,
    unique: { code: ({ code }) => code },
    many: { advocate: ({ advocate }) => advocate },
  })
  const collection = new Collection({ schema: referral })
  let lastId = 0
  return {
    table,
    collection,
    async tell(change: Change): Promise<void> {
      if (change.kind === 'insert') {
        const values = { id: ++lastId, code: `CODE-${lastId}`, advocate: change.advocate }
        table.insert(values)
        await collection.create(values)
        return
      }
      const known = [...table.values()][change.at]
      if (known === undefined) return
      if (change.kind === 'delete') {
        table.delete(known.id)
        collection.delete(q => q.where({ id: known.id }))
        return
      }
      table.update(known, { advocate: change.advocate, code: `${known.code}'` })
      await collection.update(q => q.where({ id: known.id }), {
        data(draft) {
          draft.advocate = change.advocate
          draft.code = `${known.code}'`
        },
      })
    },
  }
}

const plain = (records: Iterable<Referral>): Referral[] =>
  [...records].map(({ id, code, advocate }) => ({ id, code, advocate }))

const byId = (records: Referral[]): Referral[] => records.toSorted((a, b) => a.id - b.id)

test('after every change a table has the records of a collection, by order, key and index', async () => {
  await assert(
    asyncProperty(array(changes, { minLength: 1, maxLength: 40 }), async history => {
      const { table, collection, tell } = lives()
      for (const change of history) {
        await tell(change)
        const all = plain(collection.all())
        expect(plain(table.values())).toEqual(all)
        for (const known of all) {
          expect(table.get(known.id)).toEqual(known)
          expect(table.find('code', known.code)).toEqual(known)
        }
        for (const advocate of ADVOCATES) {
          const found = plain(collection.findMany(q => q.where({ advocate })))
          expect(byId(plain(table.where('advocate', advocate)))).toEqual(byId(found))
          expect(table.count('advocate', advocate)).toBe(found.length)
        }
      }
    }),
    draws(100),
  )
})
