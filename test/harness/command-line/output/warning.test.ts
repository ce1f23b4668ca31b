import { expect, test } from 'vitest'
import { warnOfOpenDoors, warnOfProduction } from '../../../../harness/command-line/output/warning.ts'
import { givenTerminal } from '../../../support/command-line.ts'

function said(config: { host: string; token?: string }): string {
  const { terminal, said } = givenTerminal()
  warnOfOpenDoors({ token: undefined, ...config }, terminal)
  return said().err
}

test.each(['0.0.0.0', '::', '192.0.2.1', 'box.example'])('a sandbox at %s warns who may come in', host => {
  expect(said({ host })).toBe(
    `Warning: whoever reaches ${host} can drive this sandbox and read its mails. Set SANDBOX_TOKEN, or leave --host out.`,
  )
})

test('with a token less is open', () => {
  expect(said({ host: '0.0.0.0', token: 'x' })).toBe(
    'Warning: whoever reaches 0.0.0.0 can call the emulators and send mail. The rest asks for SANDBOX_TOKEN.',
  )
})

test.each(['127.0.0.1', '127.0.0.2', '::1', 'localhost'])('a sandbox at %s says nothing', host => {
  expect(said({ host })).toBe('')
})

test('a variable that may lead to production is told before anything runs, one that a child gets anew is not', () => {
  const env = { SHOP: 'https://acme.talon.one', TALON_ONE_BASE_URL: 'https://acme.talon.one' }
  const { terminal, said } = givenTerminal({ env })
  warnOfProduction(terminal, ['TALON_ONE_BASE_URL'])
  expect(said().err).toBe(
    'Warning: SHOP in the environment may lead to production: it names acme.talon.one, a host of Talon.One. Unset it for tests, or give it the value that start prints.',
  )
})
