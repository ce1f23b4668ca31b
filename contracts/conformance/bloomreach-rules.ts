// The rules of Bloomreach as the house's README lists them, each with its source and the test of exactly its title.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FoundTest, testsIn } from './test-titles.ts'

export interface Rule {
  section: string
  rule: string
  source: string
  /** From the project's folder. */
  file: string
}

const README = 'mocks/bloomreach/README.md'

export function bloomreachRules(): Rule[] {
  const page = readFileSync(new URL(`../../${README}`, import.meta.url), 'utf8')
  const rules = page.split(/^## /m).find(text => text.startsWith('Rules and their tests\n')) ?? ''
  return rules.split(/^### /m).flatMap(text => {
    const [section = '', ...lines] = text.split('\n')
    return lines.filter(line => /^\| (?!---|rule \|)/.test(line)).map(line => ruleOf(section, line))
  })
}

function ruleOf(section: string, line: string): Rule {
  const [rule = '', source = '', link = ''] = line.slice(2, -2).split(' | ')
  const target = /\]\(([^)]+)\)/.exec(link)?.[1] ?? ''
  return { section, rule, source, file: join('mocks/bloomreach', target) }
}

/** The tests of a rule: titled as the rule, or a table of cases whose title goes on after a colon. */
export const testsOfRule = ({ rule, file }: Rule, tests: readonly FoundTest[]): FoundTest[] =>
  tests.filter(
    test =>
      test.file === file &&
      (test.title === rule || (test.title.startsWith(`${rule}: `) && isTable(test.title.slice(rule.length)))),
  )

const isTable = (ending: string) => /%[sijd]|\$\w/.test(ending)

export const bloomreachTests = (): FoundTest[] => testsIn('test/mocks/bloomreach')
