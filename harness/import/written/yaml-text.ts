// Values as YAML that reads back as the same values, whatever texts stand in them.
import { Document, isMap, visit } from 'yaml'

/** Spaces and signs that nobody sees, and that YAML may take for the end of a line or of a text. */
const UNSEEN = /[^\S \n]|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}](?<!\n)|^\s|[^\S\n]$|[^\S\n]\n/u

export function yamlText(value: unknown, style: 'block' | 'flow' = 'block'): string {
  const document = new Document(value, { aliasDuplicateObjects: false })
  makeReadable(document)
  return document.toString({
    lineWidth: 0,
    ...(style === 'flow' ? { collectionStyle: 'flow', flowCollectionPadding: false } : {}),
  })
}

/** What nobody sees is written as escapes, and where a node stands on one line. */
export function makeReadable(document: Document): void {
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && UNSEEN.test(node.value)) node.type = 'QUOTE_DOUBLE'
    },
    Pair(_, { key, value }) {
      if (isMap(value) && String(key) === 'position') value.flow = true
    },
  })
}

export const indented = (text: string, indent: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map(line => (line === '' ? '' : `${indent}${line}`))
    .join('\n')
