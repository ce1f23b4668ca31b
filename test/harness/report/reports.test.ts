// Reports of a run: what they say of each customer, and that no name breaks their form.
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { junitText } from '../../../harness/report/junit.ts'
import { Outcomes } from '../../../harness/report/outcomes.ts'
import { reportPage } from '../../../harness/report/page.ts'
import { stepSummary } from '../../../harness/report/step-summary.ts'
import { demandReports, writeReports } from '../../../harness/report/write-reports.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const hostile = `"><script>alert(1)</script>\u{0}\u{1b}\u{ffff}\u{d800}]]>|&'`
const cases = [
  { scenario: 'S', name: 'ada', verdict: 'passed' as const, message: undefined, story: '' },
  { scenario: 'S', name: 'eve', verdict: 'suppressed' as const, message: 'no consent', story: '' },
  { scenario: hostile, name: hostile, verdict: 'failed' as const, message: hostile, story: `✗ ${hostile}` },
]
const report = { cases, summary: '3 entered', problem: undefined }

test('the worst that happened to a customer in a scenario is their outcome', () => {
  const outcomes = new Outcomes()
  const take = (kind: string, customer: string, more = {}) =>
    outcomes.take({ seq: 1, at: 0, kind: `bloomreach.${kind}`, customer, scenario: 's1', ...more })
  for (const customer of ['a', 'b', 'c', 'd']) take('run-entered', customer, { scenarioName: 'S' })
  take('run-ended', 'a', { because: 'finished' })
  take('run-ended', 'b', { because: 'failed', message: 'HTTP 500' })
  take('run-ended', 'b', { because: 'finished' })
  take('undefined-printed', 'c', { message: 'nothing' })
  take('run-ended', 'c', { because: 'finished' })

  expect(outcomes.list().map(({ verdict, message }) => [verdict, message])).toEqual([
    ['passed', undefined],
    ['failed', 'HTTP 500'],
    ['failed', 'nothing'],
    ['waiting', 'still waits'],
  ])
})

test('JUnit has a suite for a scenario and a case for a customer, the suppressed one skipped', () => {
  const xml = junitText(report)

  expect(xml).toContain('<testsuites name="referral-sandbox run" tests="3" failures="1">')
  expect(xml).toContain('<testsuite name="S" tests="2" failures="0" errors="0" skipped="1">')
  expect(xml).toContain('<testcase classname="S" name="eve"><skipped message="no consent" /></testcase>')
})

test('a run in which nothing was started is no empty report', () => {
  const made = { cases: [], summary: '0 entered', problem: 'Nothing was started.' }

  expect(junitText(made)).toContain('tests="1" failures="1"')
  expect(reportPage(made)).toContain('<title>Failed')
  expect(stepSummary(made)).toContain('❌')
})

test.each([
  ['XML', junitText(report)],
  ['HTML', reportPage(report)],
  ['the step summary', stepSummary(report)],
])('no name breaks %s', (_, text) => {
  expect(text).not.toContain('<script')
  expect(text).not.toContain(']]>')
  expect(text.isWellFormed()).toBe(true)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is what is shown
  expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\uffff]/)
})

test('a report that cannot be written is a sentence before the run; what stands there stays', async () => {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'taken'))

  for (const path of [join(folder, 'gone', 'j.xml'), join(folder, 'taken')])
    await expect(demandReports({ junit: path })).rejects.toMatchObject({ code: 'file-not-written' })
})

test('reports are written, and a step summary is added to what is there', async () => {
  const folder = await temporaryFolder()
  const wanted = { junit: join(folder, 'j.xml'), report: join(folder, 'r.html'), step: join(folder, 's.md') }
  await demandReports(wanted)
  await writeReports(wanted, report)
  await writeReports(wanted, report)
  const read = (path: string) => readFile(path, 'utf8')

  expect(await read(wanted.junit)).toBe(junitText(report))
  expect(await read(wanted.report)).toBe(reportPage(report))
  expect(await read(wanted.step)).toBe(stepSummary(report).repeat(2))
})
