// A key that stands twice in a JSON text is told by an import, whatever its values hold.
import { expect, test } from 'vitest'
import { pastedNodes } from '../../../harness/import/pasted-nodes.ts'
import { repeatedKeysIn } from '../../../harness/import/repeated-keys.ts'
import { clipboardOf, mail } from '../../support/clipboard.ts'
import { scaled } from '../../support/thoroughness.ts'

test.for([
  ['{"a":1,"a":2}', [{ name: 'a', line: 1 }]],
  ['{"a":{"b":1},\n"c":[{"a":1},{"a":2}],\n"a" : 3}', [{ name: 'a', line: 3 }]],
  ['{"\\u0061":1,\n"a":2}', [{ name: 'a', line: 2 }]],
  ['{"a":"a","b":"\\"a\\":","c":["a","a"]}', []],
  ['["a","a",{"a":"a"}]', []],
  ['{"__proto__":1,"__proto__":2}', [{ name: '__proto__', line: 1 }]],
  ['"{"', []],
] as const)('in %s', ([json, repeated]) => {
  expect(repeatedKeysIn(json)).toEqual(repeated)
})

test('a long text is read in one pass', () => {
  expect(repeatedKeysIn(`[${'{"a":"\\\\"},'.repeat(scaled(200_000))}{}]`)).toEqual([])
})

test('what is pasted from the vendor’s editor says it with its line', () => {
  const text = JSON.stringify(clipboardOf([mail(1)], [])).replace(
    '"nodes"',
    '"version":1,\n"version":2,"nodes"',
  )

  expect(pastedNodes(text).remarks).toContain(
    'The key "version" stands twice in one object, again in line 2: only the last of its values is read.',
  )
})
