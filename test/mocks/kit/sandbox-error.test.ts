import { expect, test } from 'vitest'
import { ApiError } from '../../../mocks/kit/api-error.ts'
import { assertNever, invariant } from '../../../mocks/kit/invariant.ts'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'

test('misuse becomes the error body of the control API, with what to do and where', () => {
  const place = { file: 'my.world.yaml', line: 3, column: 5 }
  const error = new SandboxError('port-taken', 'Cannot listen on 4400: taken.', {
    remedy: 'Stop it.',
    place,
    hint: 'lsof',
  })

  expect(error.message).toBe('Cannot listen on 4400: taken. Stop it.')
  expect(error.toJSON()).toEqual({
    error: {
      code: 'port-taken',
      message: 'Cannot listen on 4400: taken. Stop it.',
      hint: 'lsof',
      remedy: 'Stop it.',
      place,
    },
  })
  expect(error.name).toBe('SandboxError')
})

test('the remedy is the hint where there is no other, and nothing is said where there is none', () => {
  expect(new SandboxError('code', 'Cannot.', { remedy: 'Do.' }).toJSON()).toEqual({
    error: { code: 'code', message: 'Cannot. Do.', hint: 'Do.', remedy: 'Do.' },
  })
  expect(JSON.stringify(new SandboxError('code', 'Cannot.'))).toBe(
    '{"error":{"code":"code","message":"Cannot."}}',
  )
})

test.each([
  {},
  { remedy: 'Do.' },
  { remedy: 'Do.', hint: 'Or not.', place: { file: 'a.yaml' } },
  { hint: 'Or not.' },
])('misuse with %j is the same at the other end of the wire', details => {
  const sent = new SandboxError('code', 'Cannot X: no.', details)
  const received = SandboxError.fromBody(sent.toJSON().error)

  expect(received).toEqual(sent)
  expect({ ...received }).toEqual({ ...sent })
})

test('misuse keeps what led to it', () => {
  const cause = new Error('EADDRINUSE')
  expect(new SandboxError('port-taken', 'Cannot listen.', { cause }).cause).toBe(cause)
  expect('cause' in new SandboxError('port-taken', 'Cannot listen.')).toBe(false)
})

test('a vendor answer carries status and body, and why as code, facts and words', () => {
  const why = { reason: 'key-expired', facts: { key: 'shop' }, hint: 'The key is expired.' }
  const error = new ApiError(401, { message: 'Invalid token' }, why)
  expect(error).toMatchObject({
    status: 401,
    body: { message: 'Invalid token' },
    reason: 'key-expired',
    facts: { key: 'shop' },
    hint: 'The key is expired.',
  })
})

test('a bug names itself', () => {
  expect(() => invariant(false, 'no run')).toThrow('Bug in referral-sandbox: no run')
  expect(() => assertNever('sideways' as never)).toThrow(
    'Bug in referral-sandbox: unexpected value "sideways"',
  )
  invariant(true, 'never seen')
})
