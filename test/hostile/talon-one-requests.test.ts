// Requests made of the vendor's descriptions, as meant and with one thing wrong: no answer is 5xx but a 501 that names itself, and each is
// shaped as the vendor describes it (the harness judges every answer).
import { expect, test } from 'vitest'
import {
  type Description,
  isVendorDescribed,
  mustBeVendorDescribed,
  vendorDescription,
} from '../../contracts/conformance/vendor-description.ts'
import { Chance } from '../../mocks/kit/chance.ts'
import { RequestGenerator } from '../support/generated-requests.ts'
import type { Answer, CallOptions, KeyPlatform } from '../support/talon-one.ts'
import { openShop, type Shop } from '../support/talon-one-good-calls.ts'
import { scaled } from '../support/thoroughness.ts'

/** For each operation. */
/** Fewer would leave an operation without a good answer. */
const ROUNDS = Math.max(20, scaled(80))
/** What happens to one shop before the next is opened. */
const ROUNDS_A_SHOP = 2
/** Imports: import-bad-input.test.ts. */
const NEEDS_A_FILE = ['importReferrals', 'importCoupons']

const PLATFORMS: Readonly<Record<string, KeyPlatform>> = { cdp: 'customer_data' }

type Send = (method: string, path: string, options: CallOptions) => Promise<Answer>

function sender(shop: Shop, which: Description): Send {
  if (which === 'management') return shop.management
  if (which === 'integration') return shop.integration
  return (method, path, options) => {
    const door = path.split('/')[1] ?? ''
    return shop.thirdParty(PLATFORMS[door] ?? (door as KeyPlatform), method, path, options)
  }
}

async function openGenerator(which: Description, round: number) {
  const shop = await openShop()
  const [coupon] = shop.talonOne.coupons.ofCampaign(373)
  const chance = new Chance(`requests/${which}/${round}`)
  const served = shop.talonOne.operations().flatMap(({ id, emulated }) => (emulated ? [id] : []))
  return {
    send: sender(shop, which),
    served: new Set(served),
    generator: new RequestGenerator(vendorDescription(which), chance, coupon?.value ?? ''),
  }
}

/** What is not emulated, an operation or a part of one, is said by name. */
const isNamed = ({ status, headers, body }: Answer): boolean =>
  status === 501 &&
  headers.get('x-sandbox') === 'not-emulated' &&
  /not emulate/.test(body.message ?? body.Error ?? body.error.message)

const judged = test.skipIf(!isVendorDescribed && !mustBeVendorDescribed)

judged.each(['integration', 'management', 'third-party'] as const)(
  'requests of the %s description get answers of it',

  async which => {
    // What deletes comes last, so that the others meet something.
    const operations = vendorDescription(which)
      .operations()
      .filter(({ id }) => !NEEDS_A_FILE.includes(id))
      .sort((a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'))
    const succeeded = new Set<string>()
    const unexpected: string[] = []
    let opened = await openGenerator(which, 0)
    for (let round = 0; round < ROUNDS; round++) {
      if (round % ROUNDS_A_SHOP === 0) opened = await openGenerator(which, round)
      const { send, served, generator } = opened
      for (const { id, method, path: template } of operations) {
        if (round > 0 && !served.has(id)) continue
        const { path, query, body, wrong } = generator.request(method, template)
        const sent = { query, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
        const answer = await send(method, path, sent).catch(String)
        if (typeof answer !== 'string' && answer.status < 300) succeeded.add(id)
        if (typeof answer === 'string' || (answer.status >= 500 && !isNamed(answer))) {
          const what = typeof answer === 'string' ? answer : answer.status
          unexpected.push(`${id} ${method} ${path} ${JSON.stringify({ ...sent, wrong })}: ${what}`)
        }
      }
    }

    expect(unexpected).toEqual([])
    expect(succeeded.size / operations.filter(({ id }) => opened.served.has(id)).length).toBeGreaterThan(0.8)
  },
)
