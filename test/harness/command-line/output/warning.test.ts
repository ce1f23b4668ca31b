import { expect, onTestFinished, test, vi } from 'vitest'
import { warnOfOpenDoors, warnOfProduction } from '../../../../harness/command-line/output/warning.ts'

function said(config: { host: string; token?: string }): unknown[] {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => told.mockRestore())
  warnOfOpenDoors({ token: undefined, ...config })
  return told.mock.calls.flat()
}

test.each(['0.0.0.0', '::', '192.0.2.1', 'box.example'])('a sandbox at %s warns who may come in', host => {
  expect(said({ host })).toEqual([
    `Warning: whoever reaches ${host} can drive this sandbox and read its mails. Set SANDBOX_TOKEN, or leave --host out.`,
  ])
})

test('with a token less is open', () => {
  expect(said({ host: '0.0.0.0', token: 'x' })).toEqual([
    'Warning: whoever reaches 0.0.0.0 can call the emulators and send mail. The rest asks for SANDBOX_TOKEN.',
  ])
})

test.each(['127.0.0.1', '127.0.0.2', '::1', 'localhost'])('a sandbox at %s says nothing', host => {
  expect(said({ host })).toEqual([])
})

test('a variable that may lead to production is told before anything runs, one that a child gets anew is not', () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => told.mockRestore())
  const env = { SHOP: 'https://acme.talon.one', TALON_ONE_BASE_URL: 'https://acme.talon.one' }
  warnOfProduction(env, ['TALON_ONE_BASE_URL'])
  expect(told.mock.calls.flat()).toEqual([
    'Warning: SHOP in the environment may lead to production: it names acme.talon.one, a host of Talon.One. Unset it for tests, or give it the value that start prints.',
  ])
})
