// Whether two places of a YAML text are one: what is cut out or changed at one of them would be so at the other. Pure.
import { type Document, isAlias, type Node, visit } from 'yaml'

export function sharesParts(part: Document | Node): boolean {
  let shares = false
  visit(part as Document, {
    Node(_, node) {
      if (isAlias(node) || node.anchor !== undefined) shares = true
      return shares ? visit.BREAK : undefined
    },
  })
  return shares
}
