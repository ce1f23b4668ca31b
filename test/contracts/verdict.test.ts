// How a verdict is told: for people, for a CI server, for the page, for a script.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CONTRACTS } from '../../contracts/contracts.ts'
import { AGREES, disagrees, exitCodeOf, silent, type Verdict } from '../../contracts/court/verdict.ts'
import { answerDifferences } from '../../contracts/live/replay.ts'
import { verdictJunit } from '../../contracts/verdict/junit.ts'
import { pageWith } from '../../contracts/verdict/page.ts'
import { verdictText } from '../../contracts/verdict/text.ts'

const verdict = (says: Partial<Verdict['says']> = {}): Verdict => ({
  contract: 'a-to-b',
  consumer: 'a',
  provider: 'b',
  interaction: 'a <request>',
  says: { consumer: AGREES, emulator: AGREES, description: AGREES, live: silent('not asked'), ...says },
})

test('the exit code has one bit for each witness who disagrees', () => {
  expect(exitCodeOf([verdict()])).toBe(0)
  expect(exitCodeOf([verdict({ emulator: disagrees(['no']) }), verdict({ live: disagrees(['no']) })])).toBe(
    10,
  )
  expect(exitCodeOf([verdict({ description: disagrees(['no']), consumer: disagrees(['no']) })])).toBe(5)
})

test('the text names who disagrees and why', () => {
  const text = verdictText([verdict(), verdict({ description: disagrees(['unknown field x']) })])

  expect(text).toContain('      description: unknown field x')
  expect(text.split('\n').at(-1)).toBe('2 interactions: the description disagrees on 1.')
  expect(verdictText([verdict()])).toContain('1 interaction: every witness that was asked agrees.')
})

test('JUnit has a case for each interaction and witness, with its text escaped', () => {
  const xml = verdictJunit([verdict({ emulator: disagrees(['"x" & <y>\u0007']) })])

  expect(xml).toContain('<testsuite name="a-to-b" tests="4" failures="1" skipped="1">')
  expect(xml).toContain('<testcase classname="a-to-b.consumer" name="a &lt;request&gt;"/>')
  expect(xml).toContain(
    '<failure message="the emulator disagrees">&quot;x&quot; &amp; &lt;y&gt;\u{fffd}</failure>',
  )
  expect(xml).toContain('<skipped message="not asked"/>')
})

test('the page is replaced between its marks and nowhere else', () => {
  const first = pageWith('# Title\n\nWords.\n', [verdict({ emulator: disagrees(['no']) })])
  const second = pageWith(`${first}\nAfter.\n`, [verdict()])

  expect(first).toContain('| a <request> | agrees | **disagrees** | agrees | – |')
  expect(second).toContain('# Title\n\nWords.\n')
  expect(second).toContain('\nAfter.\n')
  expect(second).not.toContain('**disagrees**')
  expect(pageWith(second, [verdict()])).toBe(second)
})

test('docs/contracts.md is what the program writes when every witness agrees', () => {
  const page = readFileSync(new URL('../../docs/contracts.md', import.meta.url), 'utf8')
  const agreed = CONTRACTS.flatMap(({ name, consumer, provider, describedBy, interactions }) =>
    interactions.map(({ description }) => ({
      ...verdict(describedBy === undefined ? { description: silent('nobody describes it') } : {}),
      contract: name,
      consumer,
      provider,
      interaction: description,
    })),
  )

  expect(pageWith(page, agreed)).toBe(page)
})

test('a replay compares field by field, and of declared fields the kind alone', () => {
  const recorded = (body: Record<string, unknown>) => ({
    contract: 'c',
    interaction: 'i',
    status: 200,
    contentType: 'application/json',
    body: body as never,
  })

  expect(answerDifferences(recorded({ id: '<integer>' }), recorded({ id: '<integer>' }))).toEqual([])
  expect(
    answerDifferences(recorded({ id: '<integer>', a: [{ b: 1 }] }), recorded({ id: 'x', a: [{ b: '1' }] })),
  ).toEqual([
    'body.id was "<integer>", the emulator answers "x"',
    'body.a[0].b was 1, the emulator answers "1"',
  ])
  expect(answerDifferences(recorded({}), undefined)).toEqual(['the emulator did not answer'])
})
