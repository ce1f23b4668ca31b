import { expect, test } from 'vitest'
import { State } from '../../../mocks/kit/state.ts'

const cell = <T>(value: T) => ({
  value,
  save() {
    return this.value
  },
  restore(saved: T) {
    this.value = saved
  },
})

test('what is saved is restored, store by store', async () => {
  const state = new State()
  const counter = cell(1)
  const names = cell(new Set(['ada']))
  state.keepAll('kit', { counter, names, clock: { now: () => 0 } })
  const text = state.save()

  counter.value = 2
  names.value.add('grace')
  await state.restore(text)

  expect(state.names()).toEqual(['kit/counter', 'kit/names'])
  expect([counter.value, [...names.value]]).toEqual([1, ['ada']])
  expect(state.save()).toBe(text)
})

test('a record that two stores hold is one again', async () => {
  const state = new State()
  const ada = { name: 'ada' }
  const list = cell([ada])
  const byName = cell(new Map([['ada', ada]]))
  state.keepAll('kit', { list, byName })

  await state.restore(state.save())

  expect(list.value[0]).not.toBe(ada)
  expect(byName.value.get('ada')).toBe(list.value[0])
})

test('two stores of one name are a bug, and so is one of which nothing was saved', async () => {
  const state = new State()
  const text = state.save()
  state.keep('counter', cell(1))

  expect(() => state.keep('counter', cell(2))).toThrow('two stores are called counter')
  await expect(state.restore(text)).rejects.toThrow('nothing was saved of counter')
})
