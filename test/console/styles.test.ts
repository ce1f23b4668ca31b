// Each view brings the styles of what it draws: a rule in the stylesheet of another area holds only for who was there before.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = resolve('harness/console/app')
const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).map(file => join(ROOT, file))
const ofKind = (ending: string) => files.filter(file => file.endsWith(ending))
const matches = (file: string, pattern: RegExp): string[] =>
  [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, found = '']) => found)

const IMPORTED = /(?:(?:from|import) '|@import ")(\.[^'"]+)['"]/g
const LOADED_LATER = /import\(\s*'(\.[^']+)'/g
const pathsIn = (file: string, pattern: RegExp): string[] =>
  matches(file, pattern)
    .map(path => resolve(dirname(file), path))
    .filter(path => path.startsWith(ROOT) && existsSync(path))

function closure(of: readonly string[], seen = new Set<string>()): Set<string> {
  for (const file of of)
    if (!seen.has(file)) {
      seen.add(file)
      closure(pathsIn(file, IMPORTED), seen)
    }
  return seen
}

/** Where each class has a rule. */
const rules = new Map<string, string[]>()
for (const file of ofKind('.css'))
  for (const name of matches(file, /\.([a-z][\w-]*)/gi)) rules.set(name, [...(rules.get(name) ?? []), file])

const always = closure([join(ROOT, 'main.tsx')])

function missingIn(root: string): string[] {
  const own = closure([root])
  return [...own].flatMap(file =>
    matches(file, /className="([^"]+)"/g)
      .flatMap(names => names.split(' '))
      .filter(name => rules.get(name)?.every(sheet => !own.has(sheet) && !always.has(sheet)))
      .map(name => `${root.slice(ROOT.length)} draws .${name}, whose rule is in ${rules.get(name)}`),
  )
}

test('every view has the rules of the classes that it draws', () => {
  const views = ofKind('area.ts').flatMap(file => pathsIn(file, LOADED_LATER))

  expect(views.length).toBeGreaterThan(20)
  expect([...new Set(views.flatMap(missingIn))]).toEqual([])
})
