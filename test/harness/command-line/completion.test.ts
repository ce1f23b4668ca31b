import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { COMMANDS } from '../../../harness/command-line/usage.ts'
import { OPTIONS } from '../../../harness/config.ts'
import { commandLine } from '../../support/command-line.ts'

async function completion(...args: string[]) {
  const { code, out, err } = await commandLine(['completion', ...args])
  return { code, text: out + err }
}

/** What bash offers for a line whose last word is begun. */
async function offered(...words: string[]): Promise<string[]> {
  const { text } = await completion('bash')
  const line = words.map(word => `'${word}'`).join(' ')
  const ask = `COMP_WORDS=(referral-sandbox ${line}); COMP_CWORD=${words.length}; _referral_sandbox; printf '%s\\n' "\${COMPREPLY[@]}"`
  const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-c', `${text}\n${ask}`], {
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(status).toBe(0)
  return stdout.split('\n').filter(Boolean)
}

test.each([
  [['c'], ['check', 'coverage', 'completion']],
  [['check', '--s'], ['--sarif']],
  [
    ['start', '--clock', ''],
    ['fast', 'real', 'manual'],
  ],
  [['init', '--test', 'v'], ['vitest']],
  [['completion', 'z'], ['zsh']],
  [['help', 'dia'], []],
  [['run', '--see'], ['--seed']],
  [['start', 'package.js'], ['package.json']],
])('bash completes %j', async (words, wanted) => {
  expect(await offered(...words)).toEqual(wanted)
})

test.each(['zsh', 'fish'])('%s is told of every command and every option', async shell => {
  const { text } = await completion(shell)
  for (const name of Object.keys(COMMANDS)) expect(text).toContain(name)
  for (const flag of Object.keys(OPTIONS))
    expect(text).toContain(shell === 'zsh' ? `--${flag}[` : `-l ${flag}`)
})

test.each(['zsh', 'fish'])(
  'what %s gets is as its own parser wants it, where that shell is here',
  async shell => {
    const { text } = await completion(shell)
    const { error, status, stderr } = spawnSync(shell, ['-n'], { input: text, encoding: 'utf8' })
    if (error !== undefined) return
    expect(stderr).toBe('')
    expect(status).toBe(0)
  },
)

test.each([
  [[], 'no shell is named'],
  [['bsh'], 'Did you mean bash?'],
  [['bash', 'zsh'], 'Cannot complete'],
])('completion %j is refused in one sentence', async (args, says) => {
  const { code, text } = await completion(...args)
  expect(code).toBe(1)
  expect(text).toContain(says)
})
