// JUnit XML of a run: a suite for each scenario, a test case for each customer.
import { escapedAttribute as attribute, escaped } from './escaped.ts'
import { isBad } from './outcomes.ts'
import { type Case, NOTHING_TO_SAY, type Report } from './report.ts'

export function junitText({ cases, problem }: Report): string {
  const suites = [...Map.groupBy(cases, ({ scenario }) => scenario)].map(([name, own]) => suite(name, own))
  if (problem !== undefined) suites.push(suiteOfRun(problem))
  const failures = cases.filter(isBad).length + (problem === undefined ? 0 : 1)
  const tests = cases.length + (problem === undefined ? 0 : 1)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="referral-sandbox run" tests="${tests}" failures="${failures}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n')
}

function suite(name: string, cases: readonly Case[]): string {
  const skipped = cases.filter(({ verdict }) => verdict === 'suppressed').length
  const counts = `tests="${cases.length}" failures="${cases.filter(isBad).length}" errors="0" skipped="${skipped}"`
  return [`  <testsuite name="${attribute(name)}" ${counts}>`, ...cases.map(testCase), '  </testsuite>'].join(
    '\n',
  )
}

function testCase(one: Case): string {
  const { scenario, name, verdict, message = NOTHING_TO_SAY, story } = one
  const open = `    <testcase classname="${attribute(scenario)}" name="${attribute(name)}"`
  if (verdict === 'passed') return `${open} />`
  const said = `message="${attribute(message)}"`
  const inside = isBad(one)
    ? `<failure type="${verdict}" ${said}>${escaped(story)}</failure>`
    : `<skipped ${said} />`
  return `${open}>${inside}</testcase>`
}

const suiteOfRun = (problem: string): string =>
  [
    '  <testsuite name="run" tests="1" failures="1" errors="0" skipped="0">',
    `    <testcase classname="run" name="the run"><failure type="failed" message="${attribute(problem)}" /></testcase>`,
    '  </testsuite>',
  ].join('\n')
