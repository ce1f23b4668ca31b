// What public client programs of the vendor send, each once, and what they read of the answer. All of them are [C]: their code.
import { expect, test } from 'vitest'
import { givenBloomreach } from '../../../support/bloomreach.ts'

const NOT_EMULATED = { status: 501, emulated: 'not-emulated' }
const DATA = '/data/v2/projects/$token'

const CALLS: [client: string, method: string, path: string, body: unknown, answer: object][] = [
  [
    'be-lenka/exponea-api reads one item',
    'GET',
    `${DATA}/catalogs/shoes/items/1?`,
    undefined,
    { status: 200, body: { data: { item_id: '1', properties: { title: 'Red' } } } },
  ],
  [
    'rudder-transformer writes items',
    'PUT',
    `${DATA}/catalogs/shoes/items`,
    [
      { item_id: '5', properties: { title: 'T' } },
      { item_id: '6', properties: { colour: 1 } },
    ],
    {
      status: 200,
      body: [
        { success: true, queued: true },
        {
          success: false,
          queued: false,
          errors: { properties: ['Fields [colour] are not properly defined.'] },
        },
      ],
    },
  ],
  [
    'rudder-transformer deletes items',
    'DELETE',
    `${DATA}/catalogs/shoes/items/bulk-delete`,
    ['1'],
    { status: 200, body: [{ success: true, queued: true }] },
  ],
  [
    'secture/exponea-client asks for attributes of six types',
    'POST',
    `${DATA}/customers/attributes`,
    {
      customer_ids: { registered: 'ada' },
      attributes: [
        { type: 'property', property: 'first_name' },
        { type: 'id', id: 'registered' },
        { type: 'consent', category: 'newsletter', mode: 'valid' },
        { type: 'segmentation', id: 'none' },
        { type: 'aggregate', id: 'none' },
        { type: 'recommendation', id: 'none' },
      ],
    },
    {
      status: 200,
      body: {
        success: true,
        results: [
          { success: true, value: 'Ada' },
          { success: true, value: 'ada' },
          { success: true, value: false },
          { success: false },
          { success: false },
          { success: false },
        ],
      },
    },
  ],
  [
    'igorppbr/medusa-v2-bloomreach tracks with an ISO 8601 timestamp',
    'POST',
    '/track/v2/projects/$token/customers/events',
    {
      customer_ids: { registered: 'ada' },
      event_type: 'visit',
      properties: {},
      timestamp: '2026-01-05T09:00:00Z',
    },
    { status: 200, body: { success: true } },
  ],
  [
    'exponea-android-sdk posts for consent categories',
    'POST',
    `${DATA}/consent/categories`,
    undefined,
    { status: 200, body: { success: true, results: [] } },
  ],
  [
    'exponea-android-sdk fetches the app inbox',
    'POST',
    '/webxp/projects/$token/appinbox/fetch',
    {},
    NOT_EMULATED,
  ],
  ['exponea-ios-sdk asks for in-app messages', 'POST', '/webxp/s/$token/inappmessages?v=1', {}, NOT_EMULATED],
  ['exponea-ios-sdk tracks a click', 'POST', '/track/v2/projects/$token/campaigns/clicks', {}, NOT_EMULATED],
  ['the web SDK posts in bulk', 'POST', '/bulk', { commands: [] }, NOT_EMULATED],
  [
    'bloomreach-magento2-integration makes an import',
    'POST',
    '/imports/v1/$token',
    { import_name: 'x' },
    NOT_EMULATED,
  ],
  ['bloomreach-magento2-integration runs it', 'POST', '/imports/v1/$token/abc/run', {}, NOT_EMULATED],
  ['bloomreach-magento2-integration deletes it', 'DELETE', '/imports/v1/$token/abc', undefined, NOT_EMULATED],
  ['the vendor’s Salesforce module starts an import', 'POST', `${DATA}/imports/abc/start`, {}, NOT_EMULATED],
  ['three clients send an SMS', 'POST', '/sms/v1/projects/$token/sync', {}, NOT_EMULATED],
  ['sigvardt/bloomreach-buddy rewards a variant', 'POST', '/webxp/bandits/reward', {}, NOT_EMULATED],
  ['the reference retrieves retentions', 'POST', `${DATA}/analyses/retention`, {}, NOT_EMULATED],
]

test.each(CALLS)('%s: %s %s', async (_, method, path, body, answer) => {
  const house = givenBloomreach()
  await house.customer('ada', { first_name: 'Ada' })
  house.catalogs.load({
    Shoes: {
      id: 'shoes',
      fields: [{ name: 'title', type: 'string', searchable: true }],
      isProductCatalog: false,
      items: { 1: { title: 'Red' } },
    },
  })

  const {
    status,
    body: answered,
    headers,
  } = await house.send(path.replace('$token', house.token), {
    method,
    headers: { authorization: house.basic, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

  expect({ status, body: answered, emulated: headers.get('x-sandbox') }).toMatchObject(answer)
})
