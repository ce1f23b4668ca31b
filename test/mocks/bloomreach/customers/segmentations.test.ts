import { expect, test } from 'vitest'
import { chain, email, givenScenarios, now } from '../../../support/scenarios.ts'

const segmentation = {
  id: '5db9ab54b073dfb424ccfa6f',
  name: 'Value',
  segments: [
    { name: 'gold', if: { attributes: [{ property: 'orders', operator: 'at least', value: 10 }] } },
    { name: 'silver', if: { attributes: [{ property: 'orders', operator: 'at least', value: 5 }] } },
  ],
}

test.each([
  [12, 'gold'],
  [7, 'silver'],
  [1, 'None'],
])('a customer with %i orders is in the segment %s, the first that holds', async (orders, segment) => {
  const bloomreach = await givenScenarios({
    world: {
      segmentations: [segmentation],
      customers: [{ ids: { registered: 'ada' }, attributes: { email: 'ada@example.com', orders } }],
    },
  })
  const html = `{{ segmentations.Value }}, {{ segmentations['${segmentation.id}'] }}`

  await bloomreach.start(chain(now, email({ html })))

  expect(bloomreach.outbox).toMatchObject([{ text: `${segment}, ${segment}` }])
})
