// What `start`, `run` and `exec` say of a world first, and what keeps it from starting.
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkBeforeStart } from '../../../../harness/command-line/commands/check-before-start.ts'
import { readConfig } from '../../../../harness/config.ts'
import { commandLine, givenTerminal } from '../../../support/command-line.ts'
import { fileOf, givenWorld } from '../../check/given-world.ts'

async function checked(content: unknown, ...flags: string[]) {
  const { terminal, said } = givenTerminal()
  const config = readConfig(['--world', await fileOf(content), ...flags], {})
  const answer = await checkBeforeStart(config, terminal).then(
    ({ findings }) => findings,
    (error: Error) => error,
  )
  return { answer, said: said().err }
}

const withWarning = () => {
  const given = givenWorld()
  given.campaign.state = 'disabled'
  return given
}

test('a world without findings starts, and nothing is said', async () => {
  expect(await checked(givenWorld().world)).toEqual({ answer: [], said: '' })
})

test('a warning is said and refuses nothing', async () => {
  const { answer, said } = await checked(withWarning().world)

  expect(answer).toMatchObject([{ code: 'campaign-not-running', severity: 'warning' }])
  expect(said).toMatch(/^.*my\.world\.json:\d+:\d+: warning campaign-not-running: /)
})

test('--strict refuses a warning', async () => {
  const { answer } = await checked(withWarning().world, '--strict')

  expect(answer).toMatchObject({
    code: 'invalid-world',
    problem: expect.stringContaining('--strict refuses 1 finding'),
  })
})

test('an error of a scenario that is marked to start refuses the start', async () => {
  const { world, email } = givenWorld()
  email.html = '{{ webhook.code | upcase }}'
  const { answer, said } = await checked(world)

  expect(answer).toMatchObject({
    code: 'invalid-world',
    problem: expect.stringContaining('1 finding that can never work'),
  })
  expect(said).toContain('error unknown-filter: ')
})

test('an error of a scenario that is not marked is said and refuses nothing', async () => {
  const { world, scenario, email } = givenWorld()
  email.html = '{{ webhook.code | upcase }}'
  scenario.start = false

  expect((await checked(world)).answer).toMatchObject([{ code: 'unknown-filter' }])
})

test('--no-check leaves the findings out', async () => {
  const { world, email } = givenWorld()
  email.html = '{{ webhook.code | upcase }}'

  expect(await checked(world, '--no-check')).toEqual({ answer: [], said: '' })
})

test('a refused run is the findings and one sentence, and exec does not run its command', async () => {
  const { world, email } = givenWorld()
  email.html = '{{ webhook.code | upcase }}'
  const file = await fileOf(world)
  const ran = `${file}.ran`
  const touch = `fs.writeFileSync(${JSON.stringify(ran)}, '')`

  const run = await commandLine(['run', '--world', file])
  const exec = await commandLine(['exec', '--world', file, '--', process.execPath, '-e', touch])

  expect([run.code, run.out, exec.code, exec.out]).toEqual([1, '', 1, ''])
  expect(existsSync(ran)).toBe(false)
  expect(run.err).toMatch(/error unknown-filter: .*\nCannot start: .*\. Correct what they name/)
})
