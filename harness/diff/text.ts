// Differences as text: a heading for each kind, a few lines for each customer.

import type { Difference, Kind } from './compare.ts'
import type { Comparison } from './comparison.ts'

/** Of one kind; the rest is counted. */
const MOST_SHOWN = 20

export function diffText({ a, b, customers, differences, lacking }: Comparison): string {
  const differing = new Set(differences.map(({ customer }) => customer)).size
  const head = [
    `A  ${a}`,
    `B  ${b}`,
    `${customers} customers, ${differing === 0 ? 'none' : differing} with a difference`,
  ]
  const kinds = [...Map.groupBy(differences, headingOf)].map(([heading, all]) => groupText(heading, all))
  const needs = lacking.map(({ scenario, message }) => `  ${scenario}: ${message}`)
  const lacks = needs.length === 0 ? [] : [['B lacks what scenarios of A name', ...needs].join('\n')]
  return [head.join('\n'), ...kinds, ...lacks].join('\n\n')
}

const WORDS: Record<Kind, (channel: string) => string> = {
  loses: channel => `loses a ${channel}`,
  gets: channel => `gets a ${channel} more`,
  'another title': channel => (channel === 'mail' ? 'another subject' : `another ${channel}`),
  'another text': channel => `another text in a ${channel}`,
  'another time': channel => `a ${channel} at another time`,
  'another ending': () => 'ends otherwise',
}

export const headingOf = ({ kind, channel = 'mail' }: Difference): string => WORDS[kind](channel)

function groupText(heading: string, all: readonly Difference[]): string {
  const shown = all.slice(0, MOST_SHOWN).flatMap(differenceLines)
  const rest = all.length > MOST_SHOWN ? [`  and ${all.length - MOST_SHOWN} more (--json has all)`] : []
  return [`${heading} (${all.length})`, ...shown, ...rest].join('\n')
}

function differenceLines({ kind, customer, title, a, b, why }: Difference): string[] {
  const when = kind === 'loses' ? a : kind === 'gets' ? b : undefined
  const named = kind === 'another title' || title === undefined ? '' : `"${title}"`
  const first = [customer, named, when && instantText(when)].filter(Boolean).join('  ')
  const shown = kind === 'another time' ? instantText : (text: string) => text
  const both =
    when === undefined && a !== undefined && b !== undefined
      ? [`    A: ${shown(a)}`, `    B: ${shown(b)}`]
      : []
  const because = why === undefined ? [] : [`    because A: ${why.a}`, `            B: ${why.b}`]
  return [`  ${first}`, ...both, ...because]
}

const instantText = (at: string): string => at.replace('T', ' ').replace('.000Z', '')
