// POST /data/v2/projects/{projectToken}/customers/export: a table of all customers, as JSON or CSV.

import { formatCsv } from '../../kit/csv.ts'
import { NotEmulated } from '../../kit/not-emulated.ts'
import { demandPermission } from '../access/permission.ts'
import type { Customer } from '../customers/customers.ts'
import { invalidField, noPermissionToExport } from '../errors.ts'
import { isObject, type JsonObject } from '../schemas/json-object.ts'
import { CsvAnswer } from './answer.ts'
import { wireIds } from './export-customer.ts'
import type { ReadDeps, ReadRequest } from './read-attributes.ts'

type Field =
  | { type: 'id'; id: string }
  | { type: 'property'; property: string }
  | { type: 'segmentation'; id: string }

export function exportCustomers(house: ReadDeps, { group, body }: ReadRequest): object {
  demandPermission(group, 'GDPR > Export customer', noPermissionToExport)
  const { format = 'csv', attributes, filter } = body
  if (format !== 'csv' && format !== 'table_json' && format !== 'native_json') {
    throw invalidField('format', 'expected "csv", "table_json" or "native_json"')
  }
  // The form of a filter is not documented publicly.
  if (filter !== undefined && filter !== null) throw new NotEmulated('data/export with a filter')
  const customers = [...house.customers.all()]
  const fields =
    attributes === undefined || attributes === null ? allFields(customers) : readFields(attributes, house)
  const rows = customers.map(customer => fields.map(field => cell(house, customer, field)))
  if (format === 'native_json') return { success: true, fields, data: rows }
  const header = fields.map(field => (field.type === 'property' ? field.property : field.id))
  if (format === 'table_json') return { success: true, header, rows }
  return new CsvAnswer(formatCsv([header, ...rows], '\r\n'))
}

/** [C] exponea-python-sdk: ids come first, then properties. */
function allFields(customers: Customer[]): Field[] {
  const ids = new Set<string>()
  const properties = new Set<string>()
  for (const customer of customers) {
    for (const id of Object.keys(customer.ids)) ids.add(id)
    for (const property of Object.keys(customer.properties)) properties.add(property)
  }
  return [
    ...[...ids].map(id => ({ type: 'id', id }) as const),
    ...[...properties].map(property => ({ type: 'property', property }) as const),
  ]
}

/** [D] export-all-customers-2 calls it an object; [C] exponea-python-sdk sends a list of them. */
function readFields(attributes: unknown, house: ReadDeps): Field[] {
  const list = Array.isArray(attributes) ? attributes : [attributes]
  if (!list.every(isObject)) throw invalidField('attributes', 'expected an object or a list of objects')
  return list.map(attribute => readField(attribute, house))
}

function readField({ type, id, property }: JsonObject, house: ReadDeps): Field {
  if (type === 'property' && typeof property === 'string') return { type, property }
  if (type === 'id' && typeof id === 'string') return { type, id }
  if (type === 'segmentation' && typeof id === 'string' && house.segmentations.find(id)) return { type, id }
  throw invalidField('attributes', 'expected items such as {"type":"property","property":"email"}')
}

function cell({ segmentations }: ReadDeps, customer: Customer, field: Field): unknown {
  if (field.type === 'property') {
    return Object.hasOwn(customer.properties, field.property) ? customer.properties[field.property] : null
  }
  if (field.type === 'segmentation') return segmentations.segmentOf(customer.id, field.id) ?? null
  return Object.hasOwn(customer.ids, field.id) ? wireIds(customer)[field.id] : null
}
