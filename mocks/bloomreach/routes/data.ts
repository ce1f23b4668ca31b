// The Data API: its rows in the list of operations. Every one takes private access, but the consent categories.
import { anonymizeCustomer, anonymizeCustomers } from '../operations/anonymize-customers.ts'
import { answerFunnel, answerReport, answerSegmentation } from '../operations/answer-analysis.ts'
import { exportCustomer } from '../operations/export-customer.ts'
import { exportCustomers } from '../operations/export-customers.ts'
import { exportEvents } from '../operations/export-events.ts'
import { listConsentCategories } from '../operations/list-consent-categories.ts'
import { readAttributes } from '../operations/read-attributes.ts'
import { emulated, type Operation } from './operation.ts'

const DATA = '/data/v2/projects/:projectToken'

const POST = { method: 'POST', access: 'private', body: 'object' } as const

export const DATA_API: readonly Operation[] = [
  emulated({ id: 'data/exportOne', ...POST, path: `${DATA}/customers/export-one`, handler: exportCustomer }),
  emulated({ id: 'data/attributes', ...POST, path: `${DATA}/customers/attributes`, handler: readAttributes }),
  emulated({ id: 'data/events', ...POST, path: `${DATA}/customers/events`, handler: exportEvents }),
  emulated({ id: 'data/export', ...POST, path: `${DATA}/customers/export`, handler: exportCustomers }),
  emulated({
    id: 'data/anonymize',
    ...POST,
    path: `${DATA}/customers/anonymize`,
    handler: anonymizeCustomer,
  }),
  emulated({
    id: 'data/anonymizeBulk',
    ...POST,
    path: `${DATA}/customers/anonymize_bulk`,
    handler: anonymizeCustomers,
  }),
  emulated({
    id: 'data/consentCategories',
    method: 'GET',
    path: `${DATA}/consent/categories`,
    access: 'any',
    body: 'none',
    handler: listConsentCategories,
  }),
  // [C] exponea-android-sdk and exponea-ios-sdk post, with nothing or anything as the body.
  emulated({
    id: 'data/postConsentCategories',
    method: 'POST',
    path: `${DATA}/consent/categories`,
    access: 'any',
    body: 'none',
    handler: listConsentCategories,
  }),
  emulated({
    id: 'data/segmentation',
    ...POST,
    path: `${DATA}/analyses/segmentation`,
    handler: answerSegmentation,
  }),
  emulated({ id: 'data/funnel', ...POST, path: `${DATA}/analyses/funnel`, handler: answerFunnel }),
  emulated({ id: 'data/report', ...POST, path: `${DATA}/analyses/report`, handler: answerReport }),
]
