// The command line's arguments and `check`, in this process: what is said where, and the exit code.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { COMMANDS } from '../../../harness/command-line/usage.ts'
import { version } from '../../../harness/version.ts'
import { commandLine } from '../../support/command-line.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test('an unknown option is answered with the nearest one', async () => {
  const { code, err } = await commandLine(['start', '--clok', 'fast'])

  expect(code).toBe(1)
  expect(err).toContain('there is no option --clok. Did you mean --clock?')
})

test.each([
  [['--port', 'http'], /^Cannot use the value of --port: expected a number\. Expected N: the HTTP port/],
  [['--port', ''], /^Cannot use the value of --port: expected a number\./],
  [['--port', ' '], /^Cannot use the value of --port: expected a number\./],
  [['--port', '1.5'], /^Cannot use the value of --port: expected a whole number\./],
  [['--inbox-capacity', ''], /^Cannot use the value of --inbox-capacity: expected a number\./],
  [
    ['--until', '5000y'],
    /^Cannot use the value of --until: expected an instant such as .*, or a length of time/,
  ],
  [['--until', ''], /^Cannot use the value of --until: expected an instant/],
  [
    ['--until', '-1d'],
    /^Cannot read the command line: the value of --until begins with a dash, which takes --until=VALUE\. Run/,
  ],
  [['--until=-1d'], /^Cannot use the value of --until: expected an instant/],
  [
    ['--allow-name', 'a b'],
    /^Cannot use the value of --allow-name: expected the name of a host, .* without a port\./,
  ],
  [
    ['--allow-name', 'http://shop.example'],
    /^Cannot use the value of --allow-name: expected the name of a host/,
  ],
  [['--allow-name', 'shop..example'], /^Cannot use the value of --allow-name: expected the name of a host/],
  [['--allow-name', '.'], /^Cannot use the value of --allow-name: expected the name of a host/],
  [
    ['--allow-host', 'shop.example:8080'],
    /^Cannot use the value of --allow-host: expected the name of a host/,
  ],
  [['--allow-host', '*.example'], /^Cannot use the value of --allow-host: expected the name of a host/],
  [['--world', '.'], /^Cannot read .*: it is a folder\. Check the path\.$/],
  [['--host', 'nosuch.invalid'], /^Cannot open .* on nosuch\.invalid: .*\. Name one with --host/],
  [['--host', '203.0.113.7'], /on 203\.0\.113\.7: it is no address of this machine\. Name one with --host/],
])('start %j is one sentence', async (args, sentence) => {
  const { code, err } = await commandLine([
    'start',
    '--port',
    '0',
    '--inbox-port',
    '0',
    '--smtp-port',
    '0',
    ...args,
  ])

  expect(err.trim()).toMatch(sentence)
  expect(code).toBe(1)
})

test('an unknown command is answered with the nearest one', async () => {
  const { code, err } = await commandLine(['chek'])

  expect(code).toBe(1)
  expect(err).toContain('there is no such command. Did you mean "check"?')
})

test.each([['--help'], ['-h'], ['help']])('%s lists every command and option', async word => {
  expect(await commandLine([word])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/ exec .* --mailpit-url URL /s),
    err: '',
  })
})

test.each([[['check', '--help']], [['check', '-h']], [['help', 'check']]])(
  '%j says how that command is called',
  async args => {
    const { code, out } = await commandLine(args)
    expect(code).toBe(0)
    expect(out).toMatch(/^Usage: referral-sandbox check \[--json\] \[--sarif FILE\] FILE…\n/)
    expect(out).toContain('--sarif FILE')
    expect(out).not.toContain('--smtp-port')
  },
)

test('help of exec is asked for before its command, whose own --help is its own', async () => {
  const { code, out } = await commandLine(['exec', '--help'])
  expect(code).toBe(0)
  expect(out).toMatch(/^Usage: referral-sandbox exec \[options\] -- CMD…\n/)
})

test('help of a command that there is not names the nearest', async () => {
  const { code, err } = await commandLine(['help', 'chek'])
  expect(code).toBe(1)
  expect(err).toContain('there is no such command. Did you mean "check"?')
})

test('every command has a line of usage that begins with its name', () => {
  const wrong = Object.entries(COMMANDS).filter(([name, { usage }]) => usage.split(' ')[0] !== name)
  expect(wrong).toEqual([])
})

test('a misspelt variable is named with its nearest, one of another program is left alone', async () => {
  const { code, err } = await commandLine(['start'], { env: { SANDBOX_SEDE: 'x' } })
  expect(code).toBe(1)
  expect(err).toContain(
    'Cannot use the environment: there is no variable SANDBOX_SEDE. Did you mean SANDBOX_SEED?',
  )
  const other = await commandLine(['doctor', '--port', '0', '--inbox-port', '0', '--smtp-port', '0'], {
    env: { SANDBOX_WORKSPACE_ID: 'x' },
  })
  expect(other.code).toBe(0)
})

test('--version says the version', async () => {
  expect(await commandLine(['--version'])).toEqual({ code: 0, out: version, err: '' })
})

test('check answers 0 for clean files, 1 for findings, 2 for what it cannot read', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'wrong.yaml'), 'startAt: now\n')

  expect((await commandLine(['check', 'harness/worlds/tutorial/tutorial.world.yaml'])).code).toBe(0)
  expect((await commandLine(['check', join(folder, 'wrong.yaml')])).code).toBe(1)
  expect((await commandLine(['check', join(folder, 'gone.yaml')])).code).toBe(2)
})

test('check --json prints one line per file with every finding', async () => {
  const folder = await temporaryFolder()
  const file = join(folder, 'wrong.world.yaml')
  await writeFile(file, 'startAt: now\nbloomreach:\n  customerz: []\n')

  const { code, out } = await commandLine(['check', '--json', file, join(folder, 'gone.yaml')])
  const [wrong, gone] = out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))

  expect(code).toBe(2)
  expect(wrong).toMatchObject({ file, exitCode: 1 })
  expect(wrong.findings).toEqual([
    {
      file: expect.stringMatching(/wrong\.world\.yaml$/),
      line: 1,
      column: 1,
      code: 'unknown-key',
      severity: 'error',
      message: expect.any(String),
      remedy: 'Did you mean "startsAt"?',
    },
    expect.objectContaining({ line: 3, column: 3, remedy: 'Did you mean "customers"?' }),
  ])
  expect(gone).toMatchObject({ exitCode: 2, findings: [{ code: 'unreadable-file' }] })
})

test('check takes --json from the environment, as every option', async () => {
  const { code, out } = await commandLine(['check', 'harness/worlds/tutorial/tutorial.world.yaml'], {
    env: { SANDBOX_JSON: '1' },
  })

  expect(code).toBe(0)
  expect(JSON.parse(out)).toEqual({
    file: 'harness/worlds/tutorial/tutorial.world.yaml',
    exitCode: 0,
    findings: [],
  })
})

test('check names what is wrong with its own command line', async () => {
  expect((await commandLine(['check'])).err).toMatch(/^Cannot check: no file is named\./)
  expect((await commandLine(['check', '--jsn', 'x'])).err).toMatch(/^Cannot check: Unknown option '--jsn'\./)
})
