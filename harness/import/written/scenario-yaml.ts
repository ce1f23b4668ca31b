// A scenario as YAML for people: each node with what was guessed about it above it, and what cannot run yet as a comment below.
import type { ConnectionInput, NodeInput } from '../clipboard/node-format.ts'
import type { ReadVendorNode } from '../clipboard/read-node.ts'
import { indented, yamlText } from './yaml-text.ts'

interface Part {
  nodes: readonly NodeInput[]
  connections: readonly ConnectionInput[]
}

interface Told extends Part {
  name: string
  loose: Part | undefined
  about: string
  source: string
  entries: { read: readonly ReadVendorNode[] }
}

export function scenarioYaml({ name, nodes, connections, loose, about, source, entries }: Told): string {
  const comments = new Map(
    entries.read.flatMap(one => one.nodes.map(({ id }) => [id, commentsOn(one)] as const)),
  )
  return [
    ...comment(about),
    ...comment(
      `${source} holds the input as it was${source.endsWith('.source.json') ? '; export takes from it what is not changed here' : ''}.`,
    ),
    yamlText({ name }).trimEnd(),
    'nodes:',
    ...nodes.flatMap(node => [
      ...(comments.get(node.id) ?? []).map(line => `  ${line}`),
      indented(yamlText([node]), '  '),
    ]),
    `connections: ${flow(connections)}`,
    ...(loose === undefined || loose.nodes.length === 0 ? [] : standingApart(loose)),
    '',
  ].join('\n')
}

/** What is in doubt about a node, a line each. */
function commentsOn({ vendor, entries, reason }: ReadVendorNode): string[] {
  if (reason !== undefined) return comment(`${vendor.type}, REFUSED: ${reason}.`)
  const guesses = entries.filter(({ column }) => column === 'guessed')
  const told = new Set(
    guesses.map(({ note, check }) => `GUESS ${note}. In the vendor's UI look at ${check}.`),
  )
  return [...comment(vendor.type), ...[...told].flatMap(comment)]
}

const standingApart = ({ nodes, connections }: Part): string[] => [
  '',
  '# These nodes cannot run as they stand: no trigger leads to them, or nothing follows that does something.',
  ...`${yamlText(nodes)}connections: ${flow(connections)}`.split('\n').map(line => `#   ${line}`.trimEnd()),
]

const flow = (connections: readonly ConnectionInput[]): string =>
  connections.length === 0
    ? '[]'
    : `[${connections.map(one => `\n    ${yamlText(one, 'flow').trim()},`).join('')}\n  ]`

/** Texts of others on one line each: none of them may end a comment. */
export const comment = (text: string): string[] => [`# ${text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')}`]
