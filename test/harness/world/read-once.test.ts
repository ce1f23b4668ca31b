// A text that was read before is not parsed again; whoever reads it gets values that nobody else has.
import { expect, test } from 'vitest'
import { ReadOnce } from '../../../harness/world/read-once.ts'

/** Counts what was parsed. */
function reading() {
  const once = new ReadOnce<{ data: unknown }>()
  const parsed: string[] = []
  const read = (name: string, text: string) =>
    once.read(name, text, async () => {
      parsed.push(text)
      return { data: { text, list: [text] } }
    })
  return { read, parsed }
}

test('a text is parsed once, another one of the same name is parsed', async () => {
  const { read, parsed } = reading()
  await read('world.yaml', 'a')
  expect((await read('world.yaml', 'a')).data).toEqual({ text: 'a', list: ['a'] })
  expect((await read('world.yaml', 'b')).data).toEqual({ text: 'b', list: ['b'] })
  expect(parsed).toEqual(['a', 'b'])
})

test('what one reader changes, no other one sees', async () => {
  const { read } = reading()
  for (const reader of [1, 2, 3]) {
    const { list } = (await read('world.yaml', 'a')).data as { list: unknown[] }
    expect(list).toEqual(['a'])
    list.push(reader)
  }
})

test('a long text, and all but the newest files, are parsed again', async () => {
  const { read, parsed } = reading()
  const long = 'x'.repeat(100_001)
  await read('long', long)
  await read('long', long)
  for (let file = 0; file <= 32; file++) await read(`file-${file}`, 'a')
  await read('file-32', 'a')
  await read('file-0', 'a')
  expect(parsed).toHaveLength(2 + 33 + 1)
})
