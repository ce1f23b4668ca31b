import { expect, test } from 'vitest'
import { type BloomreachSettings, bloomreachSettings } from '../../../../mocks/bloomreach/settings.ts'
import { judgeReply } from '../../../../mocks/bloomreach/webhook/response.ts'

type Overrides = Partial<BloomreachSettings>
type Processing = Parameters<typeof judgeReply>[1]

const answered = (status: number, text = '{}', response: Processing = 'json', overrides: Overrides = {}) =>
  judgeReply({ kind: 'answered', status, text, hint: undefined }, response, bloomreachSettings(overrides))
const tooLarge = (status: number, response: Processing, overrides: Overrides = {}) =>
  judgeReply({ kind: 'too-large', status, hint: undefined }, response, bloomreachSettings(overrides))

test.each([
  [200, '2xx', 'accepted'],
  [201, '2xx', 'accepted'],
  [299, '2xx', 'accepted'],
  [300, '2xx', 'failed'],
  [200, '200', 'accepted'],
  [201, '200', 'failed'],
] as const)('%i with webhookSuccess %s is %s', (status, webhookSuccess, kind) => {
  expect(answered(status, '{}', 'json', { webhookSuccess }).kind).toBe(kind)
})

test.each<[number, Overrides, string]>([
  [503, { webhookRetryStatuses: [503] }, 'retry'],
  [500, { webhookRetryStatuses: [503] }, 'failed'],
  [409, { webhookStopStatuses: [409] }, 'stop'],
  [404, { webhookStopStatuses: [409] }, 'failed'],
  [404, { webhookRetryStatuses: [404] }, 'retry'],
])('the status %i with %j is %s', (status, overrides, kind) => {
  expect(answered(status, '', 'json', overrides).kind).toBe(kind)
})

test.each([
  ['a refusal\n  in  lines ', ': a refusal in lines'],
  ['  ', ''],
  ['x'.repeat(200), `: ${'x'.repeat(200)}`],
  ['x'.repeat(201), `: ${'x'.repeat(200)}…`],
])('of the answer %j the message says %j', (text, said) => {
  expect(answered(409, text)).toMatchObject({ message: `HTTP 409${said}` })
  expect(answered(200, `${text}<`)).toMatchObject({ kind: 'failed', status: 200 })
})

test('the byte order mark before an answer is no part of it', () => {
  expect(answered(200, '\uFEFF{"code":"\uFEFFx"}')).toMatchObject({ data: { code: '\uFEFFx' } })
  expect(answered(200, '\uFEFFplain', 'text')).toMatchObject({ data: 'plain' })
})

test('an answer that is not JSON is nothing with unreadableResponse: undefined', () => {
  expect(answered(200, '<html>', 'json', { unreadableResponse: 'undefined' })).toEqual({
    kind: 'accepted',
    status: 200,
    data: undefined,
  })
})

test('an answer above the cap counts by its status, and fails where its text is wanted', () => {
  expect(tooLarge(200, 'discard')).toMatchObject({ kind: 'accepted', data: undefined })
  expect(tooLarge(200, 'text', { unreadableResponse: 'undefined' })).toMatchObject({ kind: 'accepted' })
  expect(tooLarge(200, 'text')).toEqual({
    kind: 'failed',
    status: 200,
    message: 'The answer is larger than 65536 bytes.',
  })
  expect(tooLarge(409, 'discard')).toMatchObject({ kind: 'failed', message: 'HTTP 409' })
  expect(tooLarge(500, 'text')).toMatchObject({ kind: 'retry' })
  expect(tooLarge(404, 'text', { unreadableResponse: 'undefined' })).toMatchObject({ kind: 'stop' })
})
