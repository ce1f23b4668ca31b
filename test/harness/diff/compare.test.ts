import { expect, test } from 'vitest'
import { differencesOf } from '../../../harness/diff/compare.ts'
import { emptyStory, type Message, type Story } from '../../../harness/diff/story.ts'

const AT = '2026-01-05T09:01:00.000Z'

const mail = (title: string, changes: Partial<Message> = {}): Message => ({
  channel: 'mail',
  title,
  text: 'Hello',
  at: AT,
  ...changes,
})

const story = (changes: Partial<Story>): Story => ({
  ...emptyStory('ada'),
  endings: ['completed'],
  ...changes,
})

const between = (a: Partial<Story>, b: Partial<Story>) =>
  differencesOf(new Map([['ada', story(a)]]), new Map([['ada', story(b)]]))

test('two equal stories differ in nothing', () => {
  const same = { messages: [mail('Hi'), mail('Hi')], steps: ['#3 answered 200'] }
  expect(between(same, same)).toEqual([])
})

test('a message that is gone is lost, one that is new is gained', () => {
  expect(between({ messages: [mail('Hi')] }, {})).toEqual([
    { kind: 'loses', customer: 'ada', channel: 'mail', title: 'Hi', a: AT },
  ])
  expect(between({}, { messages: [mail('Hi')] })).toEqual([
    { kind: 'gets', customer: 'ada', channel: 'mail', title: 'Hi', b: AT },
  ])
})

test('the second of two equal mails is lost, not the first', () => {
  const later = '2026-01-06T09:01:00.000Z'
  const found = between({ messages: [mail('Hi'), mail('Hi', { at: later })] }, { messages: [mail('Hi')] })
  expect(found).toMatchObject([{ kind: 'loses', a: later }])
})

test('one for one is another title', () => {
  expect(between({ messages: [mail('Hi')] }, { messages: [mail('Hello')] })).toMatchObject([
    { kind: 'another title', a: 'Hi', b: 'Hello' },
  ])
})

test('a text is told by its first line that differs', () => {
  const found = between(
    { messages: [mail('Hi', { text: 'a\nb\nc' })] },
    { messages: [mail('Hi', { text: 'a\n  x\nc' })] },
  )
  expect(found).toMatchObject([{ kind: 'another text', a: 'b', b: 'x' }])
  const longer = between(
    { messages: [mail('Hi', { text: 'a' })] },
    { messages: [mail('Hi', { text: 'a\nb' })] },
  )
  expect(longer).toMatchObject([{ kind: 'another text', a: '', b: 'b' }])
})

test('text and time are told apart', () => {
  const found = between({ messages: [mail('Hi')] }, { messages: [mail('Hi', { text: 'x', at: 'later' })] })
  expect(found.map(({ kind }) => kind)).toEqual(['another text', 'another time'])
})

test('channels are not mixed', () => {
  const push = mail('#4', { channel: 'push message' })
  expect(between({ messages: [mail('#4')] }, { messages: [push] }).map(({ kind }) => kind)).toEqual([
    'loses',
    'gets',
  ])
})

test('why is where the ways part', () => {
  const [difference] = between(
    { steps: ['#2 matched', '#3 answered 200'], messages: [mail('Hi')] },
    { steps: ['#2 matched'], endings: ['failed'] },
  )
  expect(difference?.why).toEqual({ a: '#3 answered 200', b: 'nothing more' })
})

test('who is met by one side alone has never entered on the other', () => {
  const found = differencesOf(new Map([['ada', story({})]]), new Map())
  expect(found).toEqual([{ kind: 'another ending', customer: 'ada', a: 'completed', b: 'never entered' }])
})

test('kinds come before customers', () => {
  const sides = ['ada', 'bob'].map(
    name => [name, { ...story({ messages: [mail('Hi')] }), customer: name }] as const,
  )
  const found = differencesOf(
    new Map(sides),
    new Map(sides.map(([name]) => [name, story({ endings: ['failed'] })])),
  )
  expect(found.map(({ kind, customer }) => `${kind} ${customer}`)).toEqual([
    'loses ada',
    'loses bob',
    'another ending ada',
    'another ending bob',
  ])
})
