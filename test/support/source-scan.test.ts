import { expect, test } from 'vitest'
import { blank, cycles, findCode, importsOf } from './source-scan.ts'

test('blanks comments and the contents of strings, and keeps every position', () => {
  const source = `a() // console\nb("it's console", \`c \${d(\`e\`)} f\`) /* g\nh */ + i`
  const expected = `a()           \nb("            ", \`  \${d(\` \`)}  \`)     \n     + i`
  expect(blank(source)).toBe(expected)
})

test('tells a regular expression from a division', () => {
  expect(blank('x = /[\'"`]console/g.test(y)')).toBe(`x = /${' '.repeat(14)}.test(y)`)
  expect(blank('total / count / 2; console')).toBe('total / count / 2; console')
  expect(blank('if (/[/\'"]/.test(a)) console')).toBe('if (/      .test(a)) console')
})

test('an apostrophe in JSX text does not swallow the next line', () => {
  expect(blank("<p>Mailpit's inbox</p>\nconsole.log()")).toContain('console.log()')
})

test('a nested object in a template does not end it', () => {
  expect(blank(`\`a \${f({ b: 1 })} console\` + g`)).toBe(`\`  \${f({ b: 1 })}        \` + g`)
})

test('finds static, type, bare and dynamic imports and re-exports', () => {
  const source = `
    import fs from 'node:fs'
    import type { A } from './a.ts'
    import {
      type B,
      c,
    } from "../b.ts"
    import './bare.ts'
    export * from './all.ts'
    export { d } from './d.ts'
    export type { E } from './e.ts'
    const f = await import('./f.ts')
    type G = import('./g.ts').G
  `
  expect(importsOf(source).toSorted()).toEqual([
    '../b.ts',
    './a.ts',
    './all.ts',
    './bare.ts',
    './d.ts',
    './e.ts',
    './f.ts',
    './g.ts',
    'node:fs',
  ])
})

test('takes no text for an import', () => {
  const source = `
    // import a from './a.ts'
    const text = "import b from './b.ts'"
    const list = Array.from('abc')
    const here = new URL('./c.ts', import.meta.url)
    export const d = 'd'
  `
  expect(importsOf(source)).toEqual([])
})

test('names file and line of a call, and no comment', () => {
  const source = '// Date.now()\nconst a = 1\nconst at = Date.now()\nconst text = "Date.now()"'
  expect(findCode('a.ts', source, /\bDate\.now\b/)).toEqual(['a.ts:3: Date.now'])
  expect(findCode('a.ts', `const text = \`\${Date.now()}\``, /\bDate\.now\b/)).toEqual(['a.ts:1: Date.now'])
})

test('finds a circle of imports and no circle in a diamond', () => {
  const circle = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b']],
  ])
  const diamond = new Map([
    ['a', ['b', 'c']],
    ['b', ['d']],
    ['c', ['d']],
    ['d', []],
  ])
  expect(cycles(circle)).toEqual(['b > c > b'])
  expect(cycles(diamond)).toEqual([])
})
