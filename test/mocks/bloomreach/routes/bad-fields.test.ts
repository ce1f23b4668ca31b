// A good body for each operation that takes one, and each of its fields made bad. An operation without a row does not compile.
import { expect, test } from 'vitest'
import { OPERATIONS } from '../../../../mocks/bloomreach/routes/operation-list.ts'
import { givenBloomreach } from '../../../support/bloomreach.ts'

type Posted = Extract<(typeof OPERATIONS)[number], { method: 'POST'; emulated: true }>

const ids = { customer_ids: { registered: 'ada' } }
const GOOD: Record<Posted['id'], Record<string, unknown>> = {
  'track/customers': { ...ids, properties: { plan: 'gold' }, update_timestamp: 1 },
  'track/events': { ...ids, event_type: 'purchase', timestamp: 1, properties: { total: 5 } },
  'track/batch': { commands: [{ name: 'customers', data: ids }] },
  'data/exportOne': ids,
  'data/attributes': { ...ids, attributes: [{ type: 'property', property: 'plan' }] },
  'data/events': { ...ids, event_types: ['purchase'], order: 'asc', limit: 1, skip: 0 },
  'data/export': { attributes: { type: 'mapped' }, format: 'native_json' },
  'data/segmentation': { analysis_id: '5db9ab54b073dfb424ccfa6f', format: 'table_json' },
  'email/sync': {
    integration_id: 'x',
    email_content: { subject: 's', html: '<p>h</p>' },
    campaign_name: 'c',
    recipient: ids,
  },
  'campaigns/apiTrigger': { params: {}, customer_ids: ids.customer_ids },
}
const BAD = [null, [], [null], {}, 'x'.repeat(100_000), -1, 1e308, true, '2026-02-31', '\ud800']
const posted = OPERATIONS.filter((row): row is Posted => row.method === 'POST' && row.emulated)
const cases = posted.flatMap(operation =>
  Object.keys(GOOD[operation.id]).map(field => ({ ...operation, field })),
)

test.each(cases)(
  '$id: a bad $field is never a 500, and a refusal keeps nothing',
  async ({ id, path, field }) => {
    for (const value of [undefined, ...BAD]) {
      const { post, token, customers, events } = givenBloomreach({ transactionalEmail: 'on' })
      const url = path.replace(':projectToken', token).replaceAll(/:\w+/g, 'x1')

      const { status } = await post(url, { ...GOOD[id], [field]: value })

      expect(status).toBeLessThan(500)
      if (status >= 400) expect([customers.size, events.size]).toEqual([0, 0])
    }
  },
)
