import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bloomreachPage, bloomreachServed } from '../../../contracts/conformance/bloomreach-evidence.ts'
import { BLOOMREACH_LIMITS } from '../../../contracts/conformance/bloomreach-limits.ts'
import {
  bloomreachRules,
  bloomreachTests,
  testsOfRule,
} from '../../../contracts/conformance/bloomreach-rules.ts'

const tests = bloomreachTests()
const rules = bloomreachRules()
const [first = { section: '', rule: '', source: '', file: '' }] = rules

test('docs/fidelity-bloomreach.md lists what is served, and each rule with its test', () => {
  const page = readFileSync(new URL('../../../docs/fidelity-bloomreach.md', import.meta.url), 'utf8')

  expect(bloomreachPage(), 'npm run evidence writes the page anew').toBe(page)
})

test('the README has rules, in sections', () => {
  expect(rules.length).toBeGreaterThan(200)
  expect(new Set(rules.map(({ section }) => section)).size).toBeGreaterThan(10)
})

test.each([
  ['another word', { ...first, rule: `${first.rule} too` }],
  ['another file', { ...first, file: 'test/mocks/bloomreach/jinja/errors.test.ts' }],
  ['its beginning only', { ...first, rule: first.rule.slice(0, 10) }],
])('a test is not the test of a rule with %s', (_, rule) => {
  expect(testsOfRule(first, tests)).toHaveLength(1)
  expect(testsOfRule(rule, tests)).toEqual([])
})

test('every test found has its title', () => {
  expect(tests.filter(({ title }) => title === '')).toEqual([])
})

test('a known limit is one of a served thing', () => {
  const served = bloomreachServed().flatMap(({ name, state }) => (state === 'served' ? [name] : []))

  expect(Object.keys(BLOOMREACH_LIMITS).filter(name => !served.includes(name))).toEqual([])
})
