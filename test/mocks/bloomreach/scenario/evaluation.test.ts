import { expect, test } from 'vitest'
import { chain, email, givenScenarios, now } from '../../../support/scenarios.ts'

test('beyond fifty different messages the new ones are counted together, the known ones still alone', async () => {
  const customers = Array.from({ length: 54 }, (_, index) => `c${index}`)
  const bloomreach = await givenScenarios({
    customers,
    attributes: (_, index) => ({ phone: `no. ${index % 52}` }),
  })

  const id = await bloomreach.start(chain(now, { id: 2, type: 'sms', text: 'Hi' }))

  const { failed, messages } = bloomreach.node(id, 2)
  expect(failed).toBe(54)
  expect(messages).toHaveLength(51)
  expect(messages.slice(0, 3).map(({ count }) => count)).toEqual([2, 2, 1])
  expect(messages.at(-1)).toEqual({ message: '(other messages)', count: 2 })
})

test('a message and a variant may be called as what every object has', async () => {
  const bloomreach = await givenScenarios({ customers: ['ada', 'grace'] })

  const id = await bloomreach.start({
    name: 'Names',
    nodes: [
      now,
      {
        id: 2,
        type: 'ab_split',
        variants: [
          { name: 'constructor', share: 100 },
          { name: '__proto__', share: 0 },
        ],
      },
      email({ html: '{% abort: "toString" %}' }),
    ],
    connections: [
      [1, 2],
      [2, 4, 'constructor'],
    ],
  })

  expect(bloomreach.node(id, 2).exits).toEqual({ constructor: 2 })
  expect(bloomreach.node(id, 4).messages).toEqual([{ message: 'toString', count: 2 }])
})
