// A scenario that was pasted into another, with the comments of both: its nodes are added to the text of the other under the numbers that
// they have there. Pure, and runs in a browser.
import { type Document, isMap, isNode, isSeq, parseDocument, type YAMLSeq } from 'yaml'
import { sharesParts } from '../world/shared-parts.ts'
import { READING } from './read-text.ts'
import type { WrittenScenario } from './written-scenario.ts'
import { type Source, textOf } from './written-text.ts'

interface Added extends Source {
  /** What its nodes are called now, in their order. */
  ids: readonly number[]
}

/** Undefined where the one text has no place for the other. */
export function joinedText(
  now: WrittenScenario,
  source: Source | undefined,
  { text, says, ids }: Added,
): Source | undefined {
  const document = parseDocument(textOf(now, source), READING)
  const added = parseDocument(text, READING)
  const [list, more] = [nodesOf(document), nodesOf(added)]
  if (list === undefined || more === undefined || sharesParts(document) || sharesParts(added))
    return undefined
  for (const [index, node] of more.items.entries()) if (isMap(node)) node.set('id', ids[index])
  headTo(more, added)
  list.items.push(...more.items)
  const nodes = says.nodes.map((node, index) => ({ ...node, id: ids[index] ?? node.id }))
  return { text: document.toString({ lineWidth: 0 }), says: { ...now, nodes: [...now.nodes, ...nodes] } }
}

function nodesOf(document: Document): YAMLSeq | undefined {
  const list = document.errors.length === 0 && isMap(document.contents) ? document.get('nodes') : undefined
  return isSeq(list) ? list : undefined
}

/** What stood above the whole of it, and above its nodes, stands above the first of them. */
function headTo(list: YAMLSeq, { commentBefore, contents }: Document): void {
  const [first] = list.items
  if (!isMap(first) || !isMap(contents)) return
  const top = contents.items[0]?.key
  const above = [commentBefore, contents.commentBefore, isNode(top) ? top.commentBefore : undefined]
  const lines = [...above, list.commentBefore, first.commentBefore].filter(Boolean)
  if (lines.length > 0) first.commentBefore = lines.join('\n')
}
