import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  bloomreachPage,
  bloomreachRows,
  evidenceTests,
} from '../../../contracts/conformance/bloomreach-evidence.ts'
import { BLOOMREACH_LIMITS } from '../../../contracts/conformance/bloomreach-limits.ts'

const rows = Object.values(bloomreachRows()).flat()
const tests = evidenceTests()

test('docs/fidelity-bloomreach.md lists what is served and the tests that name it', () => {
  const page = readFileSync(new URL('../../../docs/fidelity-bloomreach.md', import.meta.url), 'utf8')

  expect(bloomreachPage(), 'npm run evidence writes the page anew').toBe(page)
})

test.each(rows.filter(({ state }) => state === 'served'))('$name has a test', ({ sign }) => {
  expect(tests.some(({ text }) => sign.test(text))).toBe(true)
})

test('a thing that no test names shows as 0 tests', () => {
  const row = { name: 'teleport', state: 'served', sign: /type: 'teleport'[^/]/ }

  expect(bloomreachPage({ Operators: [row] }, tests.slice(0, 5))).toContain('0 tests in 0 files')
})

test('every test found has its title', () => {
  expect(
    tests.filter(({ title }) => title === '').map(({ file, text }) => [file, text.slice(0, 80)]),
  ).toEqual([])
})

test('a known limit is one of a served thing', () => {
  const served = rows.filter(({ state }) => state === 'served').map(({ name }) => name.split('`')[0])

  expect(Object.keys(BLOOMREACH_LIMITS).filter(name => !served.includes(name))).toEqual([])
})
