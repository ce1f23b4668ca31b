import { expect, test } from 'vitest'
import { nextTurn } from '../../../../mocks/kit/clock.ts'
import { Departures } from '../../../../mocks/talon-one/http/departures.ts'

test('the answers of one turn of the event loop leave together at its end, in their order', async () => {
  const departures = new Departures()
  const sent: string[] = []
  const outgoing = { end: (text: string) => sent.push(text) }

  departures.add({ outgoing, text: 'first' })
  departures.add({ outgoing, text: 'second' })
  expect(sent).toEqual([])

  await nextTurn()
  expect(sent).toEqual(['first', 'second'])

  departures.add({ outgoing, text: 'third' })
  await nextTurn()
  expect(sent).toEqual(['first', 'second', 'third'])
})
