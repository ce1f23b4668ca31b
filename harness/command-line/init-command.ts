// `init [DIR] [--test vitest|node|jest]`: a world, a scenario, a test, npm scripts and a workflow, ready to run.
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { nearestName } from '../../mocks/kit/nearest-name.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { runnerOf } from '../init/manifest.ts'
import { createProject, manifestText } from '../init/new-project.ts'
import { isRunner, RUNNERS, type RunnerName } from '../init/runners.ts'
import type { Terminal } from './terminal.ts'

export async function init(args: readonly string[], { say }: Terminal): Promise<number> {
  const { folder, test } = readArguments(args)
  const runner = test ?? runnerOf(await manifestText(folder)) ?? (await askedRunner())
  const { files, kept, missing } = await createProject(folder, runner)
  for (const name of files) say(name === 'package.json' ? `${name} has the scripts` : `${name} is new`)
  for (const name of kept) say(`package.json has a script "${name}" already: it stays as it is`)
  say('\nNext:')
  if (folder !== '.') say(`  cd ${folder}`)
  if (missing.length > 0) say(`  npm install --save-dev ${missing.join(' ')}`)
  say('  npm run test:referral')
  say('  npm run sandbox')
  return 0
}

function readArguments(args: readonly string[]): { folder: string; test: RunnerName | undefined } {
  const { values, positionals } = parsed(args)
  const [folder = '.', ...more] = positionals
  if (more.length > 0) throw refusal('name one folder')
  const { test } = values
  if (test === undefined || isRunner(test)) return { folder, test }
  const near = nearestName(test, Object.keys(RUNNERS))
  throw refusal(`there is no runner "${test}"`, near === undefined ? undefined : `Did you mean "${near}"?`)
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { test: { type: 'string' } }, allowPositionals: true })
  } catch (cause) {
    throw refusal((cause as Error).message.split('. ')[0]?.replace(/\.$/, '') ?? '')
  }
}

const refusal = (reason: string, remedy?: string) =>
  new SandboxError('invalid-option', `Cannot create a project: ${reason}.`, {
    remedy: remedy ?? 'Write for example: referral-sandbox init my-shop --test vitest.',
  })

/** Node's own runner is always there, so that is what nobody is asked about. */
async function askedRunner(): Promise<RunnerName> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return 'node'
  const names = Object.keys(RUNNERS)
  const reader = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const answer = (await reader.question(`Which test runner? ${names.join(', ')} (node) `)).trim()
    return isRunner(answer) ? answer : 'node'
  } finally {
    reader.close()
  }
}
