// One customer of an export: ids, attributes, and stand-ins for both. Undefined ids and empty attributes are left out.
import { isUsableId } from '../../../mocks/bloomreach/customers/usable-id.ts'
import type { Pseudonyms } from '../personal/pseudonyms.ts'

export interface CustomerRecord {
  ids: Record<string, string>
  attributes: Record<string, unknown>
}

/** Names that a customer's ids have in the vendor's documentation; a project may have more. */
const KNOWN_IDS = new Set(['registered', 'cookie', 'google_analytics', 'email_id', 'customer_id'])

export const isIdColumn = (name: string): boolean => KNOWN_IDS.has(name.toLowerCase())

interface Given {
  ids: readonly (readonly [name: string, value: unknown])[]
  attributes: readonly (readonly [name: string, value: unknown])[]
}

/** A soft id may be a list of several; the first counts. Undefined for a row without an id. */
export function customerOf({ ids, attributes }: Given, pseudonyms: Pseudonyms): CustomerRecord | undefined {
  const usable = ids
    .map(([name, value]) => [name, Array.isArray(value) ? value[0] : value] as const)
    .filter(([name, value]) => name !== '' && isUsableId(value))
  if (usable.length === 0) return undefined
  return {
    ids: Object.fromEntries(usable.map(([name, value]) => [name, pseudonyms.text(String(value))])),
    attributes: Object.fromEntries(
      attributes
        .filter(([name, value]) => name !== '' && value !== null && value !== undefined && value !== '')
        .map(([name, value]) => [name, pseudonyms.value(name, value)]),
    ),
  }
}

/** Reads as a number: `007` and `+49301234567` are none. */
const NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/
const NAMES_OF_TEXT = /phone|mobile|zip|postal|code|iban|_id$|^id$/i

/** What a cell of a CSV stands for: the type of an attribute is not in the file. */
export function typed(name: string, cell: string): string | number | boolean {
  if (cell === 'true' || cell === 'false') return cell === 'true'
  return NUMBER.test(cell) && !NAMES_OF_TEXT.test(name) ? Number(cell) : cell
}
