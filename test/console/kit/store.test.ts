// What the console asks is on this machine.
import { onlineManager } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { queries } from '../../../harness/console/app/kit/store.ts'

test('a machine without a network is asked all the same', async () => {
  onlineManager.setOnline(false)
  const asked = queries.fetchQuery({ queryKey: ['clock'], queryFn: () => 'answered' })
  const first = await Promise.race([asked, new Promise(resolve => setImmediate(resolve, 'nothing yet'))])
  onlineManager.setOnline(true)
  expect(first).toBe('answered')
})
