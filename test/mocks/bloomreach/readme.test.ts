// The house's README says what the code does: its settings, its operations, and a test for each rule.
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { expect, test } from 'vitest'
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

/** First arguments of `test` and of the call that `test.each` gives, as written. */
function titles(text: string): string[] {
  const calls = text.matchAll(/(?:^\s*test\(|\)\()\s*(['"`])(.+?)\1,\s*(?:async\s*)?(?:\(|\w+ =>)/gm)
  return [...calls].map(([, , title]) => title ?? '')
}

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

test.each(rows('Rules and their tests'))('the rule "%s" (%s) has its test', async (rule, _source, link) => {
  const file = resolve(dirname(README), /\]\(([^)]+)\)/.exec(link ?? '')?.[1] ?? '')
  const text = await readFile(file, 'utf8')

  expect(titles(text).filter(title => title === rule)).toHaveLength(1)
})

test('every setting is described in one sentence and has a source', () => {
  for (const [name, { description, source }] of Object.entries(SETTINGS)) {
    expect(description, name).toMatch(/\.$/)
    expect(source, name).toMatch(/^(\[[DCS]\]|Guess|Two official pages)/)
  }
})
