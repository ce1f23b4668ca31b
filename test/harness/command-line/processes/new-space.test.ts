// In a process of its own: it changes how all of one is run.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const MODULE = new URL('../../../../harness/command-line/processes/new-space.ts', import.meta.url).href

/** Makes things that stay for a while, once the bound is found, and prints the largest space that they came into. */
const SCRIPT = `
  import { getHeapSpaceStatistics } from 'node:v8'
  import { setTimeout } from 'node:timers/promises'
  import { boundNewSpace } from '${MODULE}'
  const size = () => getHeapSpaceStatistics().find(space => space.space_name === 'new_space').space_size
  let kept = []
  const make = () => { for (let nr = 0; nr < 5_000; nr++) kept[nr] = { nr, text: [nr] } }
  boundNewSpace()
  for (let round = 0; round < 10_000 && size() < 16 * 2 ** 20; round++) make()
  await setTimeout(100)
  let largest = 0
  for (let round = 0; round < 300; round++) { make(); if (round % 5 === 0) kept = []; largest = Math.max(largest, size()) }
  console.log(largest / 2 ** 20)
`

async function largestSpace(): Promise<number> {
  const args = ['--import', 'tsx', '--input-type=module', '--eval', SCRIPT]
  return Number((await promisify(execFile)(process.execPath, args)).stdout)
}

test('the space for new things grows to 16 MiB and no further', { timeout: 20_000 }, async () => {
  expect(await largestSpace()).toBeLessThanOrEqual(16)
})
