// Bloomreach's own voucher codes: given out by templates, one for each customer and send.
import { describe, expect, test } from 'vitest'
import { readVoucherCsv } from '../../../../mocks/bloomreach/vouchers/voucher-csv.ts'
import { codesOf } from '../../../../mocks/bloomreach/vouchers/voucher-pools.ts'
import { bloomreachWorldSchema } from '../../../../mocks/bloomreach/world-schema.ts'
import {
  chain,
  email,
  type Given,
  givenScenarios,
  MINUTE,
  now,
  TALON_ONE,
  webhook,
} from '../../../support/scenarios.ts'

const SAVE = '10%off'
const READ = `{{ vouchers('${SAVE}') }}`

const mailOf = (more: Parameters<typeof email>[0]) => email({ html: '<p>Hi</p>', ...more })

const given = (codes: string[], more: Given = {}) =>
  givenScenarios({ ...more, world: { voucherPools: [{ name: SAVE, codes, lowStock: 0 }], ...more.world } })

describe('a template', () => {
  test('gets one code for each customer, however often and in how many texts it asks', async () => {
    const bloomreach = await given(['A', 'B', 'C'], { customers: ['ada', 'grace'] })

    await bloomreach.start(
      chain(
        now,
        email({ subject: `Save with ${READ}`, html: `<p>{{ vouchers['${SAVE}'] }} ${READ}</p>`, text: READ }),
      ),
    )

    expect(bloomreach.outbox.map(({ subject, text }) => [subject, text])).toEqual([
      ['Save with A', 'A'],
      ['Save with B', 'B'],
    ])
    expect(bloomreach.outbox[0]?.html).toContain('<p>A A</p>')
    expect(bloomreach.journal('voucher')).toMatchObject([
      { pool: SAVE, code: 'A', left: 2, customer: bloomreach.customer('ada').id },
      { pool: SAVE, code: 'B', left: 1, customer: bloomreach.customer('grace').id },
    ])
  })

  test('gets another code for another send to the same customer', async () => {
    const bloomreach = await given(['A', 'B', 'C'])
    const second = { ...mailOf({ subject: READ }), id: 5 }

    await bloomreach.start(chain(now, mailOf({ subject: READ }), second))

    expect(bloomreach.outbox.map(({ subject }) => subject)).toEqual(['A', 'B'])
  })

  test('gets the same code again when a webhook is retried', async () => {
    const bloomreach = await given(['A', 'B'], {
      answer: (_, calls) => new Response('{}', { status: calls === 1 ? 500 : 200 }),
    })

    await bloomreach.start(chain(now, webhook({ url: `${TALON_ONE}?code={{ vouchers("${SAVE}") }}` })))
    await bloomreach.advance(MINUTE)

    expect(bloomreach.requests.map(({ url }) => url)).toEqual([`${TALON_ONE}?code=A`, `${TALON_ONE}?code=A`])
  })

  test('of a test run shows the code that would come, and takes none', async () => {
    const bloomreach = await given(['A'])
    const id = bloomreach.create(chain(now, mailOf({ subject: READ })))

    const tested = bloomreach.scenarios.testRun(id, { customer: 'ada@example.com' })

    expect(JSON.stringify(tested)).toContain('"A"')
    expect(bloomreach.voucherPools.find(SAVE)?.given).toEqual([])
  })

  test('that names a pool that does not exist fails', async () => {
    const bloomreach = await given(['A'])

    await bloomreach.start(chain(now, mailOf({ subject: '{{ vouchers.other }}' })))

    expect(bloomreach.outbox).toEqual([])
    expect(bloomreach.campaignEvents('ada')).toMatchObject([
      { status: 'enqueue_failed', message: expect.stringContaining('there is no voucher pool "other"') },
    ])
  })
})

describe('an empty pool', () => {
  const two = { customers: ['ada', 'grace'] }
  const mail = chain(now, mailOf({ subject: `Code ${READ}` }))

  test('fails the message, says abort, or gives an empty text: emptyVoucherPool', async () => {
    const failing = await given(['A'], two)
    const aborting = await given(['A'], { ...two, settings: { emptyVoucherPool: 'abort' } })
    const blank = await given(['A'], { ...two, settings: { emptyVoucherPool: 'empty' } })
    for (const house of [failing, aborting, blank]) await house.start(mail)

    expect(failing.campaignEvents('grace')).toMatchObject([
      { status: 'enqueue_failed', message: expect.stringContaining(`the voucher pool "${SAVE}" is empty`) },
    ])
    expect(aborting.campaignEvents('grace')).toMatchObject([{ status: 'suppressed' }])
    expect(blank.outbox.map(({ subject }) => subject)).toEqual(['Code A', 'Code'])
  })

  test('is told of beforehand: a note when few are left, once until codes come', async () => {
    const bloomreach = await givenScenarios({
      customers: ['ada', 'grace', 'edsger', 'alan'],
      world: { voucherPools: [{ name: SAVE, codes: ['A', 'B', 'C', 'D'], lowStock: 2 }] },
    })

    await bloomreach.start(mail)

    expect(bloomreach.journal('voucher-low-stock')).toMatchObject([{ pool: SAVE, left: 2 }])
    bloomreach.voucherPools.import(SAVE, ['E', 'F', 'G'])
    await bloomreach.start(mail)
    expect(bloomreach.journal('voucher-low-stock')).toMatchObject([{ left: 2 }, { left: 2 }])
  })
})

describe('an import', () => {
  test('makes a pool, ignores known codes and refuses those of another pool', async () => {
    const { voucherPools } = await given(['A', 'B'])

    expect(voucherPools.import(SAVE, ['B', 'C', 'C'])).toEqual({ imported: 1, ignored: 2, refused: [] })
    expect(voucherPools.import('new', ['A', 'X'])).toEqual({
      imported: 1,
      ignored: 0,
      refused: [{ code: 'A', reason: `It is in the pool "${SAVE}".` }],
    })
    expect(voucherPools.list().map(({ name, codes }) => [name, codes])).toEqual([
      [SAVE, ['A', 'B', 'C']],
      ['new', ['X']],
    ])
  })

  test.each([
    { codes: Array.from({ length: 100_001 }, (_, index) => `C${index}`) },
    { csv: `code\n${'C\r\n'.repeat(100_001)}` },
  ])('is refused when it is more than a hundred thousand codes at once', vouchers => {
    expect(() => codesOf('new', vouchers)).toThrow('there are more than 100000 codes; send some of them')
  })

  test.each([
    ['code\nA\nB\n', ['A', 'B']],
    ['\uFEFFcode\r\n"A"\r\n\r\n B \r\n', ['A', 'B']],
    ['code\n"A,1"\n"say ""B"""\n', ['A,1', 'say "B"']],
  ])('reads the one column below its header', (csv, codes) => {
    const read = readVoucherCsv(csv)

    expect('codes' in read && read.codes.map(({ code }) => code)).toEqual(codes)
  })

  test.each([
    ['', 1],
    ['SPRING-10', 1],
    ['code\n\n', 1],
    ['code,valid\nA,1\n', 1],
    ['code\nA;1\n', 2],
    ['code\nA\nB\tC', 3],
    ['code\n"A', 2],
    ['code\nA"', 2],
    ['code\n"A\nB"', 2],
    ['code\rA\rB,1', 3],
    ['code\nA\0', 2],
    ['code\n"A\u0085"', 2],
    [`code\n${'x'.repeat(1_001)}`, 2],
    [String(Buffer.from('\uFEFFcode\nA\n', 'utf16le')), 1],
  ])(
    'a single line, more columns, another encoding, two lines in one code or too long a one is refused with its line: %j',
    (csv, line) => {
      expect(readVoucherCsv(csv)).toMatchObject({ problem: expect.any(String), line })
    },
  )
})

test('in a world a name has no spaces, and names and codes are there once', () => {
  const judge = (voucherPools: unknown) => {
    const { error } = bloomreachWorldSchema.safeParse({ voucherPools })
    return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  }

  expect(judge([{ name: 'ten off' }])).toEqual(['voucherPools.0.name: expected a name without spaces'])
  expect(judge([{ name: 'a' }, { name: 'a' }])?.[0]).toContain('voucherPools.1.name')
  expect(judge([{ name: 'a', codes: ['X', 'X'] }])?.[0]).toContain('voucherPools.0.codes.1')
  expect(
    judge([
      { name: 'a', codes: ['X'] },
      { name: 'b', codes: ['X'] },
    ])?.[0],
  ).toContain('is in the pool "a"')
  expect(
    judge([
      { name: 'a', codes: ['X'] },
      { name: 'b', codes: ['Y'] },
    ]),
  ).toBeUndefined()
})
