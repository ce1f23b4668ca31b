// The fields that a description shows in an answer. No list of required fields may exist (Talon.One's Third-party API
// has none), so the published example counts; where there is no example (Mailpit), the properties of the schema do.
import type { OpenApiDocument } from './load.ts'
import { byNames, templatePattern } from './path-template.ts'

type Node = Record<string, unknown>

export function describedFields(
  document: OpenApiDocument,
  { method, path, status }: { method: string; path: string; status: number },
): string[] {
  const template = Object.keys(document.paths as Node)
    .filter(candidate => templatePattern(candidate).test(path))
    .sort(byNames)[0]
  if (template === undefined) return []
  const operation = (document.paths as Record<string, Record<string, Node>>)[template]?.[method.toLowerCase()]
  const resolve = (node: unknown): Node | undefined => resolved(document, node)
  const response = resolve((operation?.responses as Node | undefined)?.[String(status)])
  if (response === undefined || status >= 300) return []
  const json = resolve((response.content as Node | undefined)?.['application/json'])
  const [example] = Object.values((json?.examples as Node | undefined) ?? {}).map(resolve)
  const schema = resolve(json?.schema ?? response.schema)
  const shown = example?.value ?? json?.example ?? schema?.example
  if (typeof shown === 'object' && shown !== null && !Array.isArray(shown)) return Object.keys(shown)
  // OpenAPI's own examples are field by field; Swagger 2.0 (Mailpit's Go structs) always answers every field.
  return document.swagger === undefined ? [] : Object.keys((schema?.properties as object | undefined) ?? {})
}

function resolved(document: OpenApiDocument, node: unknown): Node | undefined {
  if (typeof node !== 'object' || node === null) return undefined
  const { $ref } = node as { $ref?: unknown }
  if (typeof $ref !== 'string') return node as Node
  const target = $ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => (at as Node | undefined)?.[key.replaceAll('~1', '/')], document)
  return resolved(document, target)
}
