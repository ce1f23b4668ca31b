// Differences as one HTML page that needs nothing else: for a pull request, or an artifact of CI.
import { html } from 'hono/html'
import type { Difference } from './compare.ts'
import type { Comparison } from './comparison.ts'
import { headingOf } from './text.ts'

const STYLE = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent) }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
table { border-collapse: collapse; width: 100%; margin: 0 0 2rem }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
th { font-weight: 600 } h2 { font-size: 1.1rem; margin: 0 0 .5rem } .aside { opacity: .7 }
`

export async function diffPage({ a, b, customers, differences, lacking }: Comparison): Promise<string> {
  const groups = [...Map.groupBy(differences, headingOf)]
  const differing = new Set(differences.map(({ customer }) => customer)).size
  const page = await html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${a} and ${b}</title><style>${STYLE}</style></head>
<body>
<h1>What another version does</h1>
<p>A: <code>${a}</code><br>B: <code>${b}</code><br>${customers} customers, ${differing === 0 ? 'none' : differing} with a difference.</p>
${groups.map(([heading, all]) => table(heading, all))}
${lacking.length === 0 ? '' : html`<h2>B lacks what scenarios of A name</h2><ul>${lacking.map(({ scenario, message }) => html`<li>${scenario}: ${message}</li>`)}</ul>`}
</body>
</html>
`
  return String(page)
}

const table = (heading: string, all: readonly Difference[]) => html`<h2>${heading} (${all.length})</h2>
<table>
<tr><th>Customer</th><th>What</th><th>A</th><th>B</th></tr>
${all.map(row)}
</table>
`

const row = ({ customer, title = '', a = '', b = '', why }: Difference) => html`<tr>
<td>${customer}</td><td>${title}</td>
<td>${a}${why === undefined ? '' : html`<div class="aside">${why.a}</div>`}</td>
<td>${b}${why === undefined ? '' : html`<div class="aside">${why.b}</div>`}</td>
</tr>
`
