// What a person sees of a refusal: that it is one, why, and whole, on whatever screen.
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { styleOf } from '../../../../harness/command-line/output/style.ts'
import { isTold, sentenceOf, traceText } from '../../../../harness/command-line/output/trace.ts'
import { wrapped } from '../../../../harness/command-line/output/wrapped.ts'
import { commandLine } from '../../../support/command-line.ts'
import { fileOf, givenWorld } from '../../check/given-world.ts'

const plain = styleOf({}, {})
const hint = 'No customer profile has the integration ID "eve@example.com".'
const refused = {
  seq: 1,
  at: Date.UTC(2026, 0, 5, 9),
  kind: 'bloomreach.webhook-response',
  customer: 'c1',
  node: 3,
  status: 404,
  reason: 'missing-profile',
  hint,
}
const lines = (entry: typeof refused | object, style = plain) =>
  traceText({ ...refused, ...entry }, () => 'eve@example.com', style).split('\n')

test('a refused answer has a mark, its code and its hint below it', () => {
  expect(lines({})).toEqual([
    '✗ 2026-01-05 09:00:00  eve@example.com       #3 answered 404',
    `    missing-profile: ${hint}`,
  ])
})

test('an answer that succeeds has neither, unless something is remarked', () => {
  expect(lines({ status: 200, reason: undefined, hint: undefined })).toEqual([
    '  2026-01-05 09:00:00  eve@example.com       #3 answered 200',
  ])
  expect(lines({ status: 201, reason: 'campaign-not-running', hint: undefined })[1]).toBe(
    '    campaign-not-running',
  )
})

test('a failed webhook is told once, by its campaign event; a retry tells itself', () => {
  const outcome = { ...refused, kind: 'bloomreach.webhook-outcome', message: 'HTTP 500' }

  expect(isTold({ ...outcome, because: 'retry' })).toBe(true)
  expect(isTold({ ...outcome, because: 'failed' })).toBe(false)
  expect(sentenceOf({ ...outcome, because: 'failed' })).toEqual({ text: '#3 HTTP 500', detail: true })
})

test('the hint is broken at the width of the terminal, and not at all in a pipe', () => {
  const [, ...why] = lines({}, styleOf({ isTTY: true, columns: 40 }, { NO_COLOR: '1' }))

  expect(why).toEqual([
    '    missing-profile: No customer profile',
    '    has the integration ID',
    '    "eve@example.com".',
  ])
  expect(lines({}, styleOf({ columns: 40 }, {}))).toHaveLength(2)
})

test.each([
  [
    'a word longer than the line keeps its line',
    'ab abcdefghijklmnopqrstuvwxyz c',
    24,
    ['ab', 'abcdefghijklmnopqrstuvwxyz', 'c'],
  ],
  [
    'a screen too narrow to wrap is left to itself',
    'a b c d e f g h i j k l m n',
    12,
    ['a b c d e f g h i j k l m n'],
  ],
  ['line breaks in the text are blanks', 'a\n  b', 80, ['a b']],
] as const)('%s', (_, text, width, expected) => {
  expect(wrapped(text, 2, width).map(line => line.slice(2))).toEqual(expected)
})

test.each([
  [{ isTTY: true }, {}, true],
  [{ isTTY: true }, { NO_COLOR: '1' }, false],
  [{ isTTY: true }, { NO_COLOR: '' }, true],
  [{ isTTY: true }, { TERM: 'dumb' }, false],
  [{}, {}, false],
  [{}, { FORCE_COLOR: '1' }, true],
  [{}, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  [{ isTTY: true }, { FORCE_COLOR: '0' }, false],
])('on %j with %j colour is %s', (screen, env, coloured) => {
  const [line = ''] = lines({}, styleOf(screen, env))

  expect(stripVTControlCharacters(line) !== line).toBe(coloured)
})

test('a refused call that belongs to no customer is told, an answered one is not', () => {
  const call = { seq: 1, at: 0, kind: 'talon-one.response', operation: 'createReferral' }

  expect(isTold({ ...call, status: 401 })).toBe(true)
  expect(isTold({ ...call, status: 200 })).toBe(false)
  expect(isTold({ ...call, status: 401, customer: 'c1' })).toBe(false)
})

test('run prints why a webhook was refused, once, and in colour when that is forced', async () => {
  const { world } = givenWorld()
  world.talonOne.applications[0].profiles = []
  const { out } = await commandLine(['run', '--world', await fileOf(world)], { env: { FORCE_COLOR: '1' } })

  expect(out.split('missing-profile').length - 1).toBe(1)
  expect(out).toContain('\u001b[31m✗ ')
})
