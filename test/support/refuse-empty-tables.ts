// Set up before every test file: `test.each` and `describe.each` over an empty table fail the file. A table that lost its
// cases would prove nothing, and Vitest says nothing of it.
import { describe, test } from 'vitest'

type Each = (this: unknown, cases: readonly unknown[], ...rest: unknown[]) => unknown
interface Tabled {
  each: Each
  for: Each
  /** What Vitest makes each chain (`test.skipIf(…)`, `describe.concurrent`) from. */
  fn?: Tabled
}

const watched = new WeakSet<Each>()

function refusing(original: Each): Each {
  if (watched.has(original)) return original
  const each: Each = function (this: unknown, cases, ...rest) {
    if (cases.length === 0) throw new Error('Cannot test: this table of cases is empty.')
    return original.call(this, cases, ...rest)
  }
  watched.add(each)
  return each
}

for (const root of [test, describe] as unknown as Required<Tabled>[]) {
  for (const tabled of [root, root.fn]) {
    tabled.each = refusing(tabled.each)
    tabled.for = refusing(tabled.for)
  }
}
