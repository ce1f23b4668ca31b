import { expect, test } from 'vitest'
import type { KeptExchange } from '../../../../mocks/kit/traffic/exchange.ts'
import { Traffic } from '../../../../mocks/kit/traffic/traffic.ts'

const exchange = (seq: number, changes: Partial<KeptExchange> = {}): KeptExchange => ({
  seq,
  method: 'POST',
  url: '/orders?campaign=7',
  headers: ['Host', 'shop.example', 'X-Number', String(seq)],
  body: 'ordered: ü',
  status: 200,
  answerHeaders: { 'content-type': 'application/json' },
  answerBody: new Uint8Array([0, 255, 7]),
  ...changes,
})

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)

test('an exchange is read as it went over the wire', () => {
  const traffic = new Traffic()

  traffic.keep(exchange(5))
  traffic.keep(exchange(6, { body: undefined, status: 0, answerBody: undefined }))
  const read = traffic.get(5)

  expect(read).toMatchObject({
    seq: 5,
    status: 200,
    method: 'POST',
    url: '/orders?campaign=7',
    headers: ['Host', 'shop.example', 'X-Number', '5'],
    answerHeaders: { 'content-type': 'application/json' },
    answerBody: { bytes: 3, start: Uint8Array.of(0, 255, 7) },
  })
  expect(text(read?.body?.start)).toBe('ordered: ü')
  expect(traffic.get(6)).toMatchObject({ status: 0, body: undefined, answerBody: undefined })
  expect(traffic.get(7)).toBeUndefined()
})

test('a long body is kept up to its limit, with the length that it had', () => {
  const traffic = new Traffic({ bodyBytes: 10 })

  traffic.keep(exchange(1, { body: 'ä'.repeat(100), answerBody: new Uint8Array(50) }))
  traffic.keep(exchange(2, { body: '0123456789', answerBody: 'four' }))

  expect(traffic.get(1)?.body).toMatchObject({ bytes: 200 })
  expect(text(traffic.get(1)?.body?.start)).toBe('äääää')
  expect(traffic.get(1)?.answerBody).toEqual({ bytes: 50, start: new Uint8Array(10) })
  expect(traffic.get(2)?.body?.bytes).toBe(10)
  expect(text(traffic.get(2)?.answerBody?.start)).toBe('four')
})

test.each([
  ['four', 4],
  ['ä'.repeat(5_000), 10_000],
  ['ä'.repeat(50_000), 100_000],
  [new Uint8Array(7), 7],
  ['', 0],
])('who keeps an exchange is told how long its answer is (case %#)', (answerBody, bytes) => {
  const traffic = new Traffic()

  expect([1, 2].map(seq => traffic.keep(exchange(seq, { answerBody })))).toEqual([bytes, bytes])
  expect(new Traffic({ bytes: 0 }).keep(exchange(1, { answerBody }))).toBeUndefined()
})

test('a long answer that comes again and again is read each time, and takes room once', () => {
  const traffic = new Traffic()
  const answers = ['ä'.repeat(2_500), 'b'.repeat(2_500), '', 'ä'.repeat(2_500)]
  const answerOf = (seq: number) => answers[Math.floor(seq / 100)] ?? ''

  for (let seq = 0; seq < 400; seq++) traffic.keep(exchange(seq, { answerBody: answerOf(seq) }))
  const kept = traffic.list()

  expect(kept.length).toBe(400)
  // Written each time they would be a million.
  expect(traffic.bytes).toBeLessThan(150_000)
  for (const { seq, body, answerBody } of kept) {
    expect(text(body?.start)).toBe('ordered: ü')
    expect(text(answerBody?.start)).toBe(answerOf(seq))
    expect(answerBody?.bytes).toBe(Buffer.byteLength(answerOf(seq)))
  }
})

test('of all of them no more is kept than the limit says, the newest', () => {
  const traffic = new Traffic({ bytes: 100_000 })

  for (let seq = 1; seq <= 5_000; seq++) traffic.keep(exchange(seq, { body: 'x'.repeat(seq % 300) }))
  const seqs = traffic.list().map(({ seq }) => seq)

  expect(seqs.at(-1)).toBe(5_000)
  expect(seqs.length).toBeGreaterThan(100)
  expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, at) => 5_001 - seqs.length + at))
  expect(traffic.bytes).toBeLessThanOrEqual(100_000)
  expect(text(traffic.get(4_999)?.body?.start)).toBe('x'.repeat(199))
})

test('with a limit of 0 none is kept', () => {
  const traffic = new Traffic({ bytes: 0 })

  traffic.keep(exchange(1))

  expect(traffic.keeps).toBe(false)
  expect(traffic.list()).toEqual([])
})

test('one that is larger than all that may be kept takes the place of the others, as long as it is the newest', () => {
  const traffic = new Traffic({ bytes: 2_000 })

  traffic.keep(exchange(1))
  traffic.keep(exchange(2, { body: new Uint8Array(9_000) }))
  expect(traffic.list().map(({ seq }) => seq)).toEqual([2])
  traffic.keep(exchange(3))

  expect(traffic.list().map(({ seq }) => seq)).toEqual([3])
})

test('an image and a saved copy keep what was there, whatever is written later', () => {
  const traffic = new Traffic()
  const fork = new Traffic()
  const loaded = new Traffic()
  traffic.keep(exchange(1))

  fork.restore(traffic.image())
  loaded.load(traffic.save())
  traffic.keep(exchange(2))
  fork.keep(exchange(3))

  expect(traffic.list().map(({ seq }) => seq)).toEqual([1, 2])
  expect(fork.list().map(({ seq }) => seq)).toEqual([1, 3])
  expect(loaded.list()).toEqual(traffic.list().slice(0, 1))
})

test('values that a sender keeps secret are told', () => {
  const traffic = new Traffic()

  traffic.keep(exchange(1, { secrets: ['s3cret-value'] }))

  expect(traffic.secrets()).toEqual(['s3cret-value'])
})
