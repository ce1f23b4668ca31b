// A report of a search for other programs: JUnit XML with a case for each invariant, SARIF with a result for each counterexample, a page.
import { relative } from 'node:path'
import { escapedAttribute as attribute, escaped } from '../../report/escaped.ts'
import { version } from '../../version.ts'
import type { Finding } from '../findings/finding.ts'
import type { Report } from '../findings/report.ts'
import { scheduleText } from '../schedules/point.ts'
import { countsText, whereText } from './text.ts'

const storyOf = (finding: Finding): string => {
  const { timeline, mend } = finding
  return [saidOf(finding), ...timeline, ...(mend === undefined ? [] : [mend])].join('\n')
}

const saidOf = (finding: Finding): string =>
  `${whereText(finding)}${scheduleText(finding.schedule)}: ${finding.because}`

export function junitOf({ invariants, findings, scenarios }: Report): string {
  const failures = invariants.filter(({ state }) => state === 'broken').length
  const cases = invariants.map(({ name, state }) => {
    const open = `    <testcase classname="${attribute(scenarios.join(', '))}" name="${attribute(name)}"`
    const [first, ...more] = findings.filter(({ invariant }) => invariant === name)
    if (state === 'held') return `${open} />`
    if (state === 'never-reached') return `${open}><skipped message="never reached" /></testcase>`
    const said = `message="${attribute(first === undefined ? name : saidOf(first))}"`
    const stories = [...(first === undefined ? [] : [first]), ...more].map(storyOf).join('\n\n')
    return `${open}><failure type="broken" ${said}>${escaped(stories)}</failure></testcase>`
  })
  const skipped = invariants.filter(({ state }) => state === 'never-reached').length
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="referral-sandbox search" tests="${invariants.length}" failures="${failures}">`,
    `  <testsuite name="search" tests="${invariants.length}" failures="${failures}" errors="0" skipped="${skipped}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

/** Beside the file of the world, the first of its lines. */
export function sarifOf({ invariants, findings, world }: Report): string {
  const rules = invariants.map(({ name, says }) => ({ id: name, shortDescription: { text: says } }))
  const results = findings.map(finding => ({
    ruleId: finding.invariant,
    level: 'error',
    message: { text: `${finding.says}: ${storyOf(finding)}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(world) }, region: { startLine: 1 } } }],
  }))
  const driver = { name: 'referral-sandbox search', version, rules }
  const $schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json'
  return `${JSON.stringify({ $schema, version: '2.1.0', runs: [{ tool: { driver }, results }] }, null, 2)}\n`
}

const uriOf = (path: string): string =>
  relative('.', path).split('\\').join('/').split('/').map(encodeURIComponent).join('/')

const STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse } td, th { text-align: left; padding: .25rem .75rem; border-bottom: 1px solid #8888 }
pre { overflow-x: auto; padding: .75rem; border: 1px solid #8888 }
.broken { color: light-dark(#b00020, #ff8a80); font-weight: 600 }`

export function pageOf(report: Report): string {
  const { scenarios, invariants, findings } = report
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escaped(scenarios.join(', '))}: referral-sandbox search</title><style>${STYLE}</style></head><body>`,
    `<h1>${escaped(scenarios.join(', '))}</h1><p>${escaped(countsText(report))}</p>`,
    '<table><thead><tr><th>Invariant<th>State<th>Says</thead><tbody>',
    ...invariants.map(
      ({ name, state, says }) => `<tr><td>${escaped(name)}<td class="${state}">${state}<td>${escaped(says)}`,
    ),
    '</tbody></table>',
    ...findings.map(
      finding =>
        `<h2>${escaped(finding.invariant)}</h2><p>${escaped(finding.says)}</p><pre>${escaped(storyOf(finding))}</pre>`,
    ),
    '</body></html>',
    '',
  ].join('\n')
}
