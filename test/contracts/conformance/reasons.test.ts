// The codes that users may assert on: all of them listed, none of them idle.
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { REASONS, reasonsPage } from '../../../contracts/conformance/reasons-page.ts'
import { ERROR_CODES } from '../../../harness/error-codes.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8')
const sources = (folders: string) =>
  globSync(`${folders}/**/*.{ts,tsx}`, { cwd: root })
    .filter(path => !/reasons?\.ts$/.test(path))
    .map(read)
    .join('\n')

test('docs/reasons.md lists every code', () => {
  expect(reasonsPage(), 'npm run evidence writes the page anew').toBe(read('docs/reasons.md'))
})

test.each([
  ['the sandbox', '{mocks/kit,harness/doors,harness/running}'],
  ['Talon.One', 'mocks/talon-one'],
  ['Bloomreach', 'mocks/bloomreach'],
])('%s says each of its codes somewhere', (house, folders) => {
  const source = sources(folders)
  const codes = Object.keys(REASONS[house] ?? {})

  expect(codes.length).toBeGreaterThan(0)
  expect(codes.filter(code => !source.includes(`'${code}'`))).toEqual([])
})

test("the codes of the sandbox's own errors are those that are thrown", () => {
  const thrown = globSync('{mocks,harness}/**/*.{ts,tsx}', { cwd: root }).flatMap(path => [
    ...read(path).matchAll(/(?:new SandboxError|shapeError)\(\s*(?:isTaken \? '([a-z-]+)' : )?'([a-z-]+)'/g),
  ])
  const codes = thrown.flatMap(([, taken, code]) => [taken, code]).filter(code => code !== undefined)

  expect([...new Set(codes)].sort()).toEqual(Object.keys(ERROR_CODES).sort())
})

test('a code is in kebab-case and says what it means in one sentence', () => {
  for (const [code, { meaning }] of [...Object.values(REASONS), ERROR_CODES].flatMap(table =>
    Object.entries<{ meaning: string }>(table),
  )) {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(meaning, code).toMatch(/^[A-Z].+\.$/)
  }
})
