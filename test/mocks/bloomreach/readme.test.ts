// The house's README says what the code does: its settings, its operations, and a test for each rule.
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import {
  bloomreachRules,
  bloomreachTests,
  testsOfRule,
} from '../../../contracts/conformance/bloomreach-rules.ts'
import { OPERATIONS } from '../../../mocks/bloomreach/routes/operation-list.ts'
import { SETTINGS } from '../../../mocks/bloomreach/settings.ts'

const README = 'mocks/bloomreach/README.md'
const readme = await readFile(README, 'utf8')

/** The rows below a heading, cell by cell. */
function rows(heading: string): string[][] {
  const section = readme.split(/^## /m).find(text => text.startsWith(`${heading}\n`)) ?? ''
  return section
    .split('\n')
    .filter(line => /^\| (?!---|setting|operation|rule)/.test(line))
    .map(line => line.slice(2, -2).split(/ (?<!\\)\| /))
}

const tests = bloomreachTests()

test('the settings table is the settings', () => {
  const escaped = (text: string) => text.replaceAll('|', '\\|')
  const expected = Object.entries(SETTINGS).map(([name, row]) => [
    `\`${name}\``,
    `\`${JSON.stringify(row.default)}\``,
    escaped(row.description),
    escaped(row.source),
  ])

  expect(rows('Settings')).toEqual(expected)
})

test('the operations table is the list of operations', () => {
  const expected = OPERATIONS.map(({ id, method, path, emulated }) => [
    `\`${id}\``,
    `\`${method} ${path}\``,
    emulated ? 'emulated' : '501',
  ])

  expect(rows('HTTP operations').slice(0, OPERATIONS.length)).toEqual(expected)
})

test.each(bloomreachRules())('the rule "$rule" ($source) has its test', rule => {
  expect(testsOfRule(rule, tests)).toHaveLength(1)
})

/** A table of cases is titled `rule: %s`. */
test('a rule is what a person reads, without the placeholders of a table', () => {
  expect(bloomreachRules().filter(({ rule }) => /%[sijdo#]|\$\w/.test(rule))).toEqual([])
})

test('every short name of a source is defined', async () => {
  const defined = [...readme.matchAll(/^\| `([A-Z]+)` \|/gm)].map(([, name]) => name)
  const used = [...readme.matchAll(/\[C\] ([A-Z]{4,}(?:, [A-Z]{4,})*)\b/g)].flatMap(([, names = '']) =>
    names.split(', '),
  )

  expect(used.filter(name => !defined.includes(name))).toEqual([])
  expect(defined.filter(name => !used.includes(name ?? ''))).toEqual([])
})

test('every setting is described in one sentence and has a source', () => {
  for (const [name, { description, source }] of Object.entries(SETTINGS)) {
    expect(description, name).toMatch(/\.$/)
    expect(source, name).toMatch(/^(\[[DCS]\]|Guess|Two official pages)/)
  }
})
