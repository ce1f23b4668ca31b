import { expect, test } from 'vitest'
import { ApiError } from '../../../mocks/kit/api-error.ts'
import { assertNever, invariant } from '../../../mocks/kit/invariant.ts'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'

test('misuse becomes the error body of the control API', () => {
  const error = new SandboxError('port-taken', 'Cannot listen on 4400: taken. Stop it.', { hint: 'lsof' })

  expect(error.toJSON()).toEqual({
    error: { code: 'port-taken', message: 'Cannot listen on 4400: taken. Stop it.', hint: 'lsof' },
  })
  expect(error.name).toBe('SandboxError')
})

test('the body has no hint where there is none', () => {
  expect(JSON.stringify(new SandboxError('code', 'Cannot.'))).toBe(
    '{"error":{"code":"code","message":"Cannot."}}',
  )
})

test('misuse keeps what led to it', () => {
  const cause = new Error('EADDRINUSE')
  expect(new SandboxError('port-taken', 'Cannot listen.', { cause }).cause).toBe(cause)
  expect('cause' in new SandboxError('port-taken', 'Cannot listen.')).toBe(false)
})

test('a vendor answer carries status, body and hint', () => {
  const error = new ApiError(401, { message: 'Invalid token' }, { hint: 'The key is expired.' })
  expect(error).toMatchObject({
    status: 401,
    body: { message: 'Invalid token' },
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
