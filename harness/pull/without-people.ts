// An answer as it may be kept: without secrets, without the values of a webhook's headers, and with stand-ins for people.

import { jsonOrUndefined } from '../../mocks/kit/json/json-reading.ts'
import { csvCell } from '../export/csv-cell.ts'
import type { Pseudonyms } from '../import/personal/pseudonyms.ts'
import { withoutSecrets } from '../import/personal/secrets.ts'
import { isObject } from '../import/shapes.ts'
import { readTable } from '../import/tables/table.ts'

/** Columns that name somebody. */
const OWNERS = ['advocateprofileintegrationid', 'friendprofileintegrationid', 'recipientintegrationid']

export function withoutPeople(text: string, pseudonyms: Pseudonyms): string {
  const document = jsonOrUndefined(text)
  if (document === undefined) return tableWithoutPeople(text, pseudonyms)
  return JSON.stringify(withoutSecrets(visited(document, pseudonyms)).value)
}

function visited(value: unknown, pseudonyms: Pseudonyms): unknown {
  if (Array.isArray(value)) return value.map(item => visited(item, pseudonyms))
  if (!isObject(value)) return value
  const isProfile = typeof value.integrationId === 'string' && 'attributes' in value
  if (isProfile) return profileOf(value, pseudonyms)
  const isWebhook = Array.isArray(value.headers) && typeof value.verb === 'string'
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      isWebhook && key === 'headers' ? (inner as unknown[]).map(nameOnly) : visited(inner, pseudonyms),
    ]),
  )
}

/** [D] Webhook: headers are texts such as "Authorization: Basic …". */
const nameOnly = (header: unknown): string => `${String(header).split(':')[0] ?? ''}: FILL_IN`

/** What else is said of a profile tells of the person too. */
function profileOf(
  { integrationId, attributes, created, id }: Readonly<Record<string, unknown>>,
  pseudonyms: Pseudonyms,
): object {
  const own = isObject(attributes) ? Object.entries(attributes) : []
  return {
    id,
    created,
    integrationId: pseudonyms.text(String(integrationId)),
    attributes: Object.fromEntries(own.map(([name, value]) => [name, pseudonyms.value(name, value)])),
  }
}

function tableWithoutPeople(text: string, pseudonyms: Pseudonyms): string {
  const table = readTable(text)
  if (table === undefined) return ''
  const names = table.header.map(name => name.toLowerCase())
  const cellOf = (cell: string, at: number): string => {
    const name = names[at] ?? ''
    if (OWNERS.includes(name)) return cell === '' ? cell : pseudonyms.text(cell)
    return name === 'attributes' ? attributesOf(cell, pseudonyms) : cell
  }
  const rows = table.rows.map(({ cells }) => cells.map((cell, at) => csvCell(cellOf(cell, at))).join(','))
  return `${[table.header.map(csvCell).join(','), ...rows].join('\n')}\n`
}

function attributesOf(cell: string, pseudonyms: Pseudonyms): string {
  const attributes = cell === '' ? undefined : jsonOrUndefined(cell)
  if (!isObject(attributes)) return cell
  const own = Object.entries(attributes).map(([name, value]) => [name, pseudonyms.value(name, value)])
  return JSON.stringify(Object.fromEntries(own))
}
