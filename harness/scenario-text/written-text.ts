// A scenario as YAML. Where it came from a text, what is changed is changed in that text: comments, order and what nobody touched
// stay as they were. Pure, and runs in a browser.
import { isMap, isSeq, parseDocument } from 'yaml'
import { makeReadable } from '../import/written/yaml-text.ts'
import { sharesParts } from '../world/shared-parts.ts'
import { changeEntries, changeItems } from './document-edit.ts'
import { freshText, waysText } from './fresh-text.ts'
import { READING } from './read-text.ts'
import { isSame } from './same.ts'
import type { WrittenScenario } from './written-scenario.ts'

export interface Source {
  text: string
  /** The scenario that the text stands for. */
  says: WrittenScenario
}

/** Without a source the scenario is written whole. */
export function textOf(now: WrittenScenario, source: Source | undefined): string {
  if (source === undefined) return freshText(now)
  return isSame(source.says, now) ? source.text : (changedText(source, now) ?? freshText(now))
}

/** Undefined where the text has no place for the change, as with aliases that it would cut off. */
function changedText({ text, says }: Source, now: WrittenScenario): string | undefined {
  const document = parseDocument(text, READING)
  const { contents } = document
  if (document.errors.length > 0 || !isMap(contents) || sharesParts(document)) return undefined
  const { nodes: was, connections: wasConnected, ...before } = says
  const { nodes, connections, ...own } = now
  changeEntries(document, contents, { was: before, is: own })
  const list = document.get('nodes')
  if (!isSeq(list)) return undefined
  changeItems(document, list, { was, is: nodes, keyOf: node => node.id, others: 'new' })
  const ways = document.get('connections')
  if (isSeq(ways))
    changeItems(document, ways, { was: wasConnected, is: connections, keyOf: String, others: 'by place' })
  else
    document.set(
      'connections',
      document.createNode(connections, { flow: true, aliasDuplicateObjects: false }),
    )
  makeReadable(document)
  const isKept = isSame(wasConnected, connections)
  return withWays(document.toString({ lineWidth: 0 }), isKept ? slotOf(text)?.written : waysText(connections))
}

/** On one line the connections stand as people write them, `[[1, 2], [2, 3]]`, or as they stood. */
function withWays(text: string, ways: string | undefined): string {
  const slot = slotOf(text)
  if (ways === undefined || slot === undefined) return text
  return `${text.slice(0, slot.from)}${ways}${text.slice(slot.to)}`
}

/** Where the list of connections is written; undefined where each has a line, or a comment. */
function slotOf(text: string): { from: number; to: number; written: string } | undefined {
  const ways = parseDocument(text, READING).get('connections')
  if (!isSeq(ways) || ways.flow !== true || !ways.range) return undefined
  const [from, to] = ways.range
  const written = text.slice(from, to)
  return written.includes('#') ? undefined : { from, to, written }
}
