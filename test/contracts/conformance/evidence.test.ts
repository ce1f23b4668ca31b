import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  between,
  fidelityPage,
  operationsTable,
  settingsTable,
} from '../../../contracts/conformance/evidence.ts'
import { KNOWN_LIMITS } from '../../../contracts/conformance/known-limits.ts'
import {
  isVendorDescribed,
  mustBeVendorDescribed,
} from '../../../contracts/conformance/vendor-description.ts'
import { createWorld } from '../../../mocks/kit/world.ts'
import { createTalonOne } from '../../../mocks/talon-one/index.ts'

const judged = test.skipIf(!isVendorDescribed && !mustBeVendorDescribed)
const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const rewrite = 'npm run evidence writes the page anew'

judged("docs/fidelity.md says what the vendor's descriptions and client find", async () => {
  expect(await fidelityPage(), rewrite).toBe(read('docs/fidelity.md'))
})

test('the README lists every served operation', () => {
  const page = read('mocks/talon-one/README.md')

  expect(between(page, 'operations', operationsTable()), rewrite).toBe(page)
})

test('the README lists every setting with its default', () => {
  const page = read('mocks/talon-one/README.md')

  expect(between(page, 'settings', settingsTable()), rewrite).toBe(page)
})

test('a known limit is one of a served operation', () => {
  const served = createTalonOne(createWorld())
    .operations()
    .filter(({ emulated }) => emulated)
    .map(({ id }) => id)

  expect(Object.keys(KNOWN_LIMITS).filter(id => !served.includes(id))).toEqual([])
})
