import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Lines } from '../../../../harness/command-line/output/lines.ts'

function collected() {
  const written: string[] = []
  return { written, lines: new Lines({ write: text => written.push(text) }) }
}

test('lines of one turn are one write', async () => {
  const { written, lines } = collected()

  lines.add('one')
  lines.add('two')
  await setImmediate()

  expect(written).toEqual(['one\ntwo\n'])
})

test('work that gives nobody a turn is told all the same', () => {
  const { written, lines } = collected()

  for (let i = 0; i < 10_000; i++) lines.add(`line ${i}`)

  expect(written.length).toBeGreaterThan(0)
})

test('what waits is written when it is asked for, once', async () => {
  const { written, lines } = collected()

  lines.add('last')
  lines.flush()
  await setImmediate()

  expect(written).toEqual(['last\n'])
})
