// The text of a scenario without the values of its secret headers: like the values themselves, they are never given back.
import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml'
import type { ScenarioDefinition } from '../../mocks/bloomreach/definition/definition.ts'
import { HIDDEN, hasHeaderList } from '../../mocks/bloomreach/definition/secret-headers.ts'
import { READING } from './read-text.ts'

/** Undefined where a secret stands in the text in another way than as the value of its header. */
export function withoutSecrets(text: string, definition: ScenarioDefinition): string | undefined {
  const secrets = secretsOf(definition)
  if (secrets.length === 0) return text
  const masked = withMasks(text)
  return secrets.some(secret => masked.includes(secret)) ? undefined : masked
}

const secretsOf = ({ nodes }: ScenarioDefinition): string[] =>
  nodes.flatMap(node =>
    hasHeaderList(node)
      ? node.headers
          .filter(({ visibility, value }) => visibility === 'secret' && value !== HIDDEN && value !== '')
          .map(({ value }) => value)
      : [],
  )

function withMasks(text: string): string {
  const nodes = mapsIn(parseDocument(text, READING).get('nodes'))
  const headers = nodes.flatMap(node => mapsIn(node.get('headers')))
  const places = headers.flatMap(header => (header.get('visibility') === 'secret' ? placeOf(header) : []))
  return places.reduceRight((masked, [from, to]) => {
    const end = masked.slice(from, to).endsWith('\n') ? '\n' : ''
    return `${masked.slice(0, from)}"${HIDDEN}"${end}${masked.slice(to)}`
  }, text)
}

const mapsIn = (list: unknown): YAMLMap[] => (isSeq(list) ? list.items.filter(item => isMap(item)) : [])

function placeOf(header: YAMLMap): [number, number][] {
  const value = header.get('value', true)
  return isScalar(value) && value.range ? [[value.range[0], value.range[1]]] : []
}
