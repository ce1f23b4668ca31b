// A template that does more than it may for one customer is that customer's failure; nobody else notices.
import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { mailNode, scenario, shop, statusesOf, subjectsOf, track } from '../support/shop.ts'

const LOOPS = '{% for i in range(customer.n) %}{% for j in range(customer.n) %}x{% endfor %}{% endfor %}'
const HUGE = '{{ "x" * customer.n * customer.n }}'

test.each([
  ['works too long', LOOPS],
  ['makes a text that is too long', HUGE],
  [
    'calls itself without end',
    '{% macro m(n) %}{% if n > 9 %}{{ m(n) }}{% endif %}{% endmacro %}{{ m(customer.n) }}',
  ],
])('a template that %s for one customer fails their mail alone, and settling goes on', async (_, html) => {
  const mail = scenario('Hello', [{ id: 1, type: 'on_event', event: 'hello' }, mailNode(2, 'Hi', html)])
  const world = shop({ people: ['ada', 'grace'], scenarios: [mail] })
  for (const { ids, attributes } of world.bloomreach?.customers ?? []) {
    if (attributes !== undefined) attributes.n = ids.registered?.startsWith('ada') ? 90_000 : 2
  }
  await using sandbox = await startSandbox({ world, clock: 'manual', listen: false })
  await sandbox.startScenarios()

  await track(sandbox, 'ada', 'hello')
  await track(sandbox, 'grace', 'hello')
  const settled = await sandbox.fetch('/_sandbox/settle', { method: 'POST' })

  expect(settled.status).toBe(200)
  expect(await statusesOf(sandbox, 'ada', 2)).toEqual(['enqueue_failed'])
  expect(await statusesOf(sandbox, 'grace', 2)).toEqual(['enqueued', 'delivered'])
  expect(await subjectsOf(sandbox, 'ada')).toEqual([])
})
