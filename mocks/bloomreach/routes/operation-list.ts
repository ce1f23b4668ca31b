// Every operation of the vendor's public HTTP APIs that is known: what is not emulated answers 501 and says so.

export interface OperationRow {
  /** What the journal shows and faults are planned for. */
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  emulated: boolean
}

const TRACK = '/track/v2/projects/:projectToken'
const DATA = '/data/v2/projects/:projectToken'
const EMAIL = '/email/v2/projects/:projectToken'

export const OPERATIONS = [
  { id: 'track/systemTime', method: 'GET', path: `${TRACK}/system/time`, emulated: true },
  { id: 'track/customers', method: 'POST', path: `${TRACK}/customers`, emulated: true },
  { id: 'track/events', method: 'POST', path: `${TRACK}/customers/events`, emulated: true },
  { id: 'track/batch', method: 'POST', path: `${TRACK}/batch`, emulated: true },
  { id: 'data/exportOne', method: 'POST', path: `${DATA}/customers/export-one`, emulated: true },
  { id: 'data/attributes', method: 'POST', path: `${DATA}/customers/attributes`, emulated: true },
  { id: 'data/events', method: 'POST', path: `${DATA}/customers/events`, emulated: true },
  { id: 'data/export', method: 'POST', path: `${DATA}/customers/export`, emulated: true },
  { id: 'data/anonymize', method: 'POST', path: `${DATA}/customers/anonymize`, emulated: true },
  { id: 'data/anonymizeBulk', method: 'POST', path: `${DATA}/customers/anonymize_bulk`, emulated: true },
  { id: 'data/consentCategories', method: 'GET', path: `${DATA}/consent/categories`, emulated: true },
  { id: 'data/segmentation', method: 'POST', path: `${DATA}/analyses/segmentation`, emulated: true },
  { id: 'data/funnel', method: 'POST', path: `${DATA}/analyses/funnel`, emulated: true },
  { id: 'data/report', method: 'POST', path: `${DATA}/analyses/report`, emulated: true },
  { id: 'data/listCatalogs', method: 'GET', path: `${DATA}/catalogs`, emulated: true },
  { id: 'data/createCatalog', method: 'POST', path: `${DATA}/catalogs`, emulated: true },
  { id: 'data/readCatalog', method: 'GET', path: `${DATA}/catalogs/:catalogId`, emulated: true },
  { id: 'data/updateCatalog', method: 'PUT', path: `${DATA}/catalogs/:catalogId`, emulated: true },
  { id: 'data/deleteCatalog', method: 'DELETE', path: `${DATA}/catalogs/:catalogId`, emulated: true },
  { id: 'data/listItems', method: 'GET', path: `${DATA}/catalogs/:catalogId/items`, emulated: true },
  { id: 'data/deleteItems', method: 'DELETE', path: `${DATA}/catalogs/:catalogId/items`, emulated: true },
  { id: 'data/readItem', method: 'GET', path: `${DATA}/catalogs/:catalogId/items/:itemId`, emulated: true },
  { id: 'data/writeItem', method: 'PUT', path: `${DATA}/catalogs/:catalogId/items/:itemId`, emulated: true },
  {
    id: 'data/deleteItem',
    method: 'DELETE',
    path: `${DATA}/catalogs/:catalogId/items/:itemId`,
    emulated: true,
  },
  {
    id: 'data/updateItem',
    method: 'POST',
    path: `${DATA}/catalogs/:catalogId/items/:itemId/partial-update`,
    emulated: true,
  },
  { id: 'email/sync', method: 'POST', path: `${EMAIL}/sync`, emulated: true },
  {
    id: 'campaigns/apiTrigger',
    method: 'POST',
    path: '/campaigns/v2/projects/:projectToken/api-triggers/:scenarioId/:node',
    emulated: true,
  },
] as const satisfies OperationRow[]

export type OperationId = (typeof OPERATIONS)[number]['id']
export type EmulatedPath<Id extends OperationId> = Extract<(typeof OPERATIONS)[number], { id: Id }>['path']

/** The path of an operation, for its route. */
export function pathOf<Id extends OperationId>(id: Id): EmulatedPath<Id> {
  return OPERATIONS.find(operation => operation.id === id)?.path as EmulatedPath<Id>
}
