// One thing wrong with a file of referrals, or with how it is sent: refused in the vendor's shape, and not even the good lines are stored.
import { expect, test } from 'vitest'
import { breatheEvery } from '../../../mocks/kit/time/breath.ts'
import { openShop } from '../../support/talon-one-good-calls.ts'
import { scaled } from '../../support/thoroughness.ts'

const PATH = '/v1/applications/1/campaigns/373/import_referrals'
const GOOD: Record<string, string> = {
  code: 'WRONG-1',
  advocateprofileintegrationid: 'ada',
  startdate: '2026-02-01T00:00:00Z',
  expirydate: '2026-03-01T00:00:00Z',
  limitval: '5',
  attributes: '"{""channel"": ""web""}"',
}
const OTHER = { ...GOOD, code: 'GOOD-1' }
const LONG = 'x'.repeat(100_000)

/** A file of a good line and one where a column holds this. */
function csv(changes: Record<string, string>, columns = Object.keys(GOOD)): string {
  const line = (values: Record<string, string>) => columns.map(name => values[name]).join(',')
  return [columns.join(','), line(OTHER), line({ ...GOOD, ...changes })].join('\n')
}

function form(...files: string[]): FormData {
  const sent = new FormData()
  for (const file of files) sent.append('upFile', new Blob([file]), 'referrals.csv')
  return sent
}

const without = (missing: string) => Object.keys(GOOD).filter(name => name !== missing)

test('the good lines alone are imported, and a column too many is told of', async () => {
  for (const columns of [Object.keys(GOOD), [...Object.keys(GOOD), 'surplus']]) {
    const { management } = await openShop()

    const { status, body, hint } = await management('POST', PATH, {
      body: form(csv({ surplus: 'x' }, columns)),
    })

    expect([status, body.amount]).toEqual([200, 2])
    expect(hint).toBe(columns.includes('surplus') ? 'Ignored columns of the file: surplus.' : null)
  }
})

test.each([
  ['code missing', csv({}, without('code'))],
  ['advocate missing', csv({}, without('advocateprofileintegrationid'))],
  ['a column twice', csv({}, [...Object.keys(GOOD), 'code'])],
  ['an empty code', csv({ code: '' })],
  ['an empty advocate', csv({ advocateprofileintegrationid: '' })],
  ['a code too long', csv({ code: LONG })],
  ['a code of megabytes of quotes', csv({ code: `"${'""'.repeat(scaled(2_000_000))}"` })],
  ['columns without end', ','.repeat(scaled(4_000_000))],
  ['a line of columns without end', `${csv({})}\n${','.repeat(scaled(4_000_000))}`],
  ['an advocate too long', csv({ advocateprofileintegrationid: LONG })],
  ['a limit too long', csv({ limitval: LONG })],
  ['a limit that is no number', csv({ limitval: '💥' })],
  ['a limit that is no decimal number', csv({ limitval: '0x10' })],
  ['a limit that is a huge number', csv({ limitval: '1e300' })],
  ['a limit that is a huge integer', csv({ limitval: '99999999999999999999' })],
  ['a negative limit', csv({ limitval: '-1' })],
  ['a start that does not exist', csv({ startdate: '2026-02-30T25:61:00Z' })],
  ['an expiry that is no date', csv({ expirydate: '💥\u0000\u202e' })],
  ['an expiry before the start', csv({ expirydate: '2026-01-01T00:00:00Z' })],
  ['attributes that are malformed JSON', csv({ attributes: '"{"' })],
  ['attributes that are a list', csv({ attributes: '[]' })],
  ['an attribute that does not exist', csv({ attributes: '"{""nobody"": 1}"' })],
  ['an attribute of another type', csv({ attributes: '"{""channel"": 1}"' })],
  ['binary', '\u0000\u0001\u0002'],
  ['megabytes of one letter', `${csv({})}\n${'x'.repeat(scaled(10_000_000))}`],
])('%s', async (_, file) => {
  const { management, stored } = await openShop()
  const before = stored()

  const { status } = await management('POST', PATH, { body: form(file) })

  expect(status).toBe(400)
  expect(stored()).toBe(before)
})

test.each([
  ['two files', form(csv({}), csv({})), undefined],
  [
    'multipart data that breaks off',
    '--b\r\nContent-Disposition: form-data',
    'multipart/form-data; boundary=b',
  ],
  ['multipart data without a boundary', 'x', 'multipart/form-data'],
  ['JSON', '{}', 'application/json'],
])('%s', async (_, body, type) => {
  const { management, stored } = await openShop()
  const before = stored()

  const headers = type === undefined ? {} : { headers: { 'content-type': type } }
  const { status } = await management('POST', PATH, { body, ...headers })

  expect(status).toBe(400)
  expect(stored()).toBe(before)
})

test('a megabyte that is wrong is told in a header of some kilobytes', async () => {
  const { management } = await openShop()

  const { status, hint } = await management('POST', PATH, { body: form(csv({ code: LONG })) })

  expect(status).toBe(400)
  expect(hint?.length).toBeLessThan(3_000)
})

test('of two files with the same codes that are imported at once, one is taken whole and the other not at all', async () => {
  const { management, stored } = await openShop()
  const lines = Array.from({ length: 5_000 }, (_, index) => `SAME-${index},ada`)
  const file = ['code,advocateprofileintegrationid', ...lines].join('\n')

  using _ = breatheEvery(0)
  const answers = await Promise.all([file, file].map(text => management('POST', PATH, { body: form(text) })))

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
  expect(stored().split('"code":"SAME-')).toHaveLength(5_000 + 1)
})
