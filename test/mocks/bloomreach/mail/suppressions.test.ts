import { expect, test } from 'vitest'
import { chain, email, givenScenarios, now } from '../../../support/scenarios.ts'

test.each([
  ['ada@example.com', true],
  ['ADA@Example.com', true],
  ['example.com', true],
  ['EXAMPLE.com', true],
  ['grace@example.com', false],
  ['ple.com', false],
  ['mail.example.com', false],
])('with %s on the list, ada@Example.com gets no mail: %s', async (entry, listed) => {
  const bloomreach = await givenScenarios({
    world: { suppressionList: [entry] },
    attributes: () => ({ email: 'ada@Example.com' }),
  })

  await bloomreach.start(chain(now, email({ html: 'x' })))

  expect(bloomreach.outbox).toHaveLength(listed ? 0 : 1)
})
