// The fields of one part of a JSON Schema as rows of a table: what it is called, what it may be, its default, what it is.
import type { JsonSchema } from '../../mocks/kit/shape/schema-tree.ts'

export interface FieldRow {
  name: string
  type: string
  /** JSON, or "required", or nothing. */
  fallback: string
  description: string
}

/** What holds itself, by what it is: conditions hold conditions, JSON holds JSON. */
export function withoutReferences(schema: Described, defs: Record<string, Described> = {}): Described {
  const text = JSON.stringify(schema, (_, part: unknown) => {
    const reference = (part as JsonSchema | null)?.$ref
    if (typeof reference !== 'string') return part
    const target = defs[reference.split('/').at(-1) ?? '']
    return {
      description: (part as Described).description,
      type: target?.properties === undefined ? 'any value' : PAGES.condition,
    }
  })
  return JSON.parse(text) as Described
}

export type Described = JsonSchema & { description?: string; allOf?: { then?: JsonSchema }[] }

/** Parts that have a page of their own. */
const PAGES: Record<string, string> = {
  condition: '[condition](../world/conditions.md)',
  filter: '[filter](../world/conditions.md)',
  nodes: '[nodes](../README.md)',
  effect: '[effect](../world/effects.md)',
}

/** Every field below, an outer one before its inner ones. `isElsewhere` says which have a page of their own. */
export function fieldRows(
  schema: JsonSchema,
  isElsewhere: (path: string) => boolean = () => false,
  path = '',
): FieldRow[] {
  return Object.entries(fieldsIn(schema)).flatMap(([name, field]) => {
    const whole = path === '' ? name : `${path}.${name}`
    const row = {
      name: whole,
      type: typeText(field),
      fallback: fallbackText(field, schema.required?.includes(name) ?? false),
      description: field.description ?? '',
    }
    return isElsewhere(whole) ? [row] : [row, ...below(field, isElsewhere, whole)]
  })
}

/** Of each kind that a list holds: what tells it apart, and its fields. */
export const kindRows = (list: Described): FieldRow[] =>
  branchesOf(list.items as Described).flatMap(kind => {
    const name = String(kind.properties?.type?.const)
    return fieldRows(kind).map(row => ({
      ...row,
      name: row.name === 'type' ? `type: ${name}` : `${name}: ${row.name}`,
    }))
  })

function below(field: JsonSchema, isElsewhere: (path: string) => boolean, path: string): FieldRow[] {
  if (pageOf(field) !== undefined) return []
  return within(field, path).flatMap(({ schema, at }) => fieldRows(schema, isElsewhere, at))
}

/** What stands inside a list, a map or a choice, and how its fields are named from outside. */
function within(field: Described, path: string): { schema: JsonSchema; at: string }[] {
  if (pageOf(field) !== undefined) return []
  if (field.properties !== undefined && field.allOf === undefined) return [{ schema: field, at: path }]
  const branches = branchesOf(field)
  if (branches.length > 0) return branches.flatMap(branch => within(branch, kindOf(branch, path)))
  if (typeof field.items === 'object') return within(field.items, `${path}[]`)
  if (typeof field.additionalProperties === 'object') return within(field.additionalProperties, `${path}.*`)
  return []
}

function kindOf(branch: JsonSchema, path: string): string {
  const kind = branch.properties?.type?.const ?? branch.properties?.access?.const
  return kind === undefined ? path : `${path.replace(/\[\]$/, '')}[${kind}]`
}

const branchesOf = ({ anyOf, oneOf, allOf }: Described): Described[] =>
  anyOf ?? oneOf ?? (allOf ?? []).flatMap(({ then }) => (then === undefined ? [] : [then]))

const fieldsIn = (schema: Described): Record<string, Described> => schema.properties ?? {}

function pageOf(field: Described): string | undefined {
  const names = Object.keys(field.properties ?? {})
  if (names.includes('operator') && names.includes('property')) return 'filter'
  if (names.includes('trigger') && names.includes('jinja')) return 'condition'
  if (
    field.allOf?.some(({ then }) => then?.properties?.type?.const === 'webhook' && 'url' in then.properties)
  )
    return 'nodes'
  if (field.allOf?.some(({ then }) => then?.properties?.loyaltyProgramId !== undefined)) return 'effect'
  return undefined
}

function typeText(field: Described): string {
  const page = pageOf(field)
  if (page !== undefined) return PAGES[page] ?? page
  if (field.const !== undefined) return code(field.const)
  if (field.enum !== undefined) return field.enum.map(code).join(', ')
  const branches = branchesOf(field)
  if (field.allOf !== undefined && branches.length > 0) return 'map'
  if (branches.length > 0) return [...new Set(branches.map(typeText))].join(' or ')
  if (field.type === 'array') {
    const { items, prefixItems } = field
    if (prefixItems !== undefined) return `[${prefixItems.map(typeText).join(', ')}]`
    return typeof items === 'object' ? `list of ${typeText(items)}` : 'list'
  }
  if (field.type === 'object') {
    const { additionalProperties: values, properties } = field
    return properties === undefined && typeof values === 'object' ? `map of ${typeText(values)}` : 'map'
  }
  return field.type === undefined ? 'any value' : [field.type].flat().join(' or ')
}

function fallbackText({ default: fallback, properties }: JsonSchema, isRequired: boolean): string {
  if (fallback === undefined) return isRequired ? 'required' : ''
  const isEmpty = typeof fallback === 'object' && Object.values(fallback as object).flat().length === 0
  return isEmpty && properties !== undefined ? '' : code(fallback)
}

const code = (value: unknown): string =>
  `\`${typeof value === 'string' && value !== '' ? value : JSON.stringify(value)}\``
