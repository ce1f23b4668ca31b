// What all other tests here rest on: no answer passes them that the vendor does not describe. Where the descriptions are absent this
// file is skipped by name, and with it the judging. No description requires a field of a third-party answer.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  isVendorDescribed,
  mustBeVendorDescribed,
} from '../../../contracts/conformance/vendor-description.ts'
import { request } from '../../support/talon-one.ts'

const judged = test.skipIf(!isVendorDescribed && !mustBeVendorDescribed)
/** This file, and the one that holds the express way against the judged app. */
const ALLOWED = ['described.test.ts', 'doors.test.ts', 'http/express.test.ts']
const answering = (status: number, body: unknown) => ({
  request: () => Response.json(body, { status }),
})

judged.each([
  ['a field of another type', 200, { code: 7 }],
  ['a body of another kind', 200, 'ABC'],
  ['a success of another status', 202, {}],
  ['an error that has not the shape of this API', 404, { message: 'Not Found' }],
  ['an error of an undeclared status with no shape', 418, {}],
])(
  'the answers of these tests are held against the vendor’s description: %s fails',
  async (_, status, body) => {
    const answered = request(answering(status, body), 'GET', '/customer_engagement/referral')

    await expect(answered).rejects.toThrow()
  },
)

test('no test here calls the emulator past the judge', () => {
  const folder = new URL('.', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    name => name.endsWith('.test.ts') && !ALLOWED.includes(name),
  )
  const passing = files.filter(name =>
    /createTalonOne|\.app\.(request|fetch)|\.express\(/.test(readFileSync(new URL(name, folder), 'utf8')),
  )

  expect(passing).toEqual([])
})
