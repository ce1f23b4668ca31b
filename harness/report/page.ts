// A run as one HTML page without scripts and without anything from elsewhere: failures first, with their story.
import { escaped } from './escaped.ts'
import { isBad } from './outcomes.ts'
import { type Case, NOTHING_TO_SAY, type Report } from './report.ts'

const STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: .25rem .5rem; border-bottom: 1px solid #8888; overflow-wrap: anywhere }
pre { overflow-x: auto; padding: .75rem; border: 1px solid #8888 }
.failed, .waiting { color: light-dark(#b00020, #ff8a80); font-weight: 600 }`

export function reportPage({ cases, summary, problem }: Report): string {
  const bad = cases.filter(isBad)
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${bad.length === 0 && problem === undefined ? 'Passed' : 'Failed'}: referral-sandbox run</title>`,
    `<style>${STYLE}</style></head><body>`,
    `<h1>referral-sandbox run</h1><p>${escaped(summary)}</p>`,
    ...(problem === undefined ? [] : [`<p class="failed">${escaped(problem)}</p>`]),
    ...(bad.length === 0 ? [] : ['<h2>Failures</h2>', ...bad.map(failure)]),
    '<h2>Everyone</h2><table><thead><tr><th>Scenario<th>Customer<th>Outcome<th>Reason</thead><tbody>',
    ...cases.map(row),
    '</tbody></table></body></html>',
    '',
  ].join('\n')
}

const failure = ({ scenario, name, verdict, message = NOTHING_TO_SAY, story }: Case): string =>
  `<details open><summary><span class="${verdict}">${verdict}</span> ${escaped(name)} in ${escaped(scenario)}: ${escaped(message)}</summary><pre>${escaped(story)}</pre></details>`

const row = ({ scenario, name, verdict, message }: Case): string =>
  `<tr><td>${escaped(scenario)}<td>${escaped(name)}<td class="${verdict}">${verdict}<td>${escaped(message ?? '')}`
