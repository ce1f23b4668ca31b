import { expect, test } from 'vitest'
import { Cell } from '../../../mocks/kit/kept/cell.ts'
import { KeptMap } from '../../../mocks/kit/kept/kept-map.ts'
import { State } from '../../../mocks/kit/state.ts'

function given() {
  const state = new State()
  const counter = new Cell(1)
  const names = new KeptMap<string, { readonly age: number }>()
  names.set('ada', { age: 36 })
  state.keepAll('kit', { counter, names: { kept: names }, clock: { now: () => 0 } })
  return { state, counter, names }
}

test('what is saved is taken up again, store by store', () => {
  const { state, counter, names } = given()
  const text = state.save()

  counter.value = 2
  names.set('grace', { age: 85 })
  state.load(text)

  expect(state.names()).toEqual(['kit/counter', 'kit/names'])
  expect([counter.value, [...names.keys()]]).toEqual([1, ['ada']])
  expect(state.save()).toBe(text)
})

test('an image is shared by whoever holds it, and what one of them writes the others do not see', () => {
  const { state, counter, names } = given()
  const image = state.image()
  const other = given()

  other.state.restore(image)
  counter.value = 5
  names.set('grace', { age: 85 })
  other.names.set('edsger', { age: 72 })

  expect(other.names.get('ada')).toBe(names.get('ada'))
  expect([other.counter.value, [...other.names.keys()]]).toEqual([1, ['ada', 'edsger']])
  expect([...names.keys()]).toEqual(['ada', 'grace'])
  state.restore(image)
  expect([counter.value, [...names.keys()]]).toEqual([1, ['ada']])
})

test('two stores of one name are a bug, and so is one of which nothing was saved', () => {
  const state = new State()
  const text = state.save()
  state.keep('counter', new Cell(1))

  expect(() => state.keep('counter', new Cell(2))).toThrow('two stores are called counter')
  expect(() => state.load(text)).toThrow('nothing was saved of counter')
})

test('what is kept for those who look is in images and texts, and nobody is told of it', () => {
  const seen = (held: string[]) => ({
    image: () => [...held],
    save: () => [...held],
    restore: (image: string[]) => void held.splice(0, held.length, ...image),
    load: (plain: string[]) => void held.splice(0, held.length, ...plain),
  })
  const held = ['a request']
  const state = new State()
  const told: unknown[] = []
  state.keepAll('kit', { seen: seen(held), counter: new Cell(1) })
  state.listen(path => void told.push(path))
  const text = state.save()
  const image = state.image()

  held.push('another')
  state.poll()
  state.restore(image)
  expect(held).toEqual(['a request'])
  held.push('another')
  state.load(text)
  expect(held).toEqual(['a request'])
  expect(told).toEqual([])
})
