import { expect, test } from 'vitest'
import { createWorld } from '../../../mocks/kit/world.ts'
import { plan } from '../../support/plan.ts'

test('two worlds in one process share nothing', async () => {
  const one = createWorld({ clock: 'manual', seed: 'same' })
  const two = createWorld({ clock: 'manual', seed: 'same' })

  plan(one.clock, one.clock.now() + 1_000, 'only in one', () => {})
  await one.clock.advance(60_000)
  one.journal.append({ kind: 'only in one' })
  one.faults.declare('cep/createReferral')
  const drawn = one.chance.text(8)

  expect(two.clock.now()).toBe(Date.UTC(2026, 0, 5, 9))
  expect(two.clock.pending()).toEqual([])
  expect(two.journal.last).toBe(0)
  expect(two.faults.operations()).toEqual([])
  expect(two.chance.text(8)).toBe(drawn)
})

test('a world starts at its instant, with its seed and its clock', () => {
  const world = createWorld({ clock: 'manual', startsAt: Date.UTC(2027, 5, 1), seed: 'mine' })

  expect(world.clock.mode).toBe('manual')
  expect(world.clock.now()).toBe(Date.UTC(2027, 5, 1))
  expect(world.seed).toBe('mine')
})

test('the journal of a world writes in the time of that world', async () => {
  const world = createWorld({ clock: 'manual', startsAt: 1_000 })
  await world.clock.advance(500)
  expect(world.journal.append({ kind: 'now' }).at).toBe(1_500)
})

test('the journal keeps as many entries as the world says', () => {
  const world = createWorld({ journalCapacity: 2 })
  for (let i = 0; i < 3; i++) world.journal.append({ kind: 'entry' })
  expect(world.journal.read().map(entry => entry.seq)).toEqual([2, 3])
})
