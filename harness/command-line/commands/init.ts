// `init [DIR] [--test vitest|node|jest]`: a world, a scenario, a test, npm scripts and a workflow, ready to run.
import { nearestName } from '../../../mocks/kit/nearest-name.ts'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { runnerOf } from '../../init/manifest.ts'
import { createProject, manifestText } from '../../init/new-project.ts'
import { isRunner, RUNNERS, type RunnerName } from '../../init/runners.ts'
import { parsedArguments } from '../argument-reason.ts'
import type { Terminal } from '../terminal.ts'

export async function init(args: readonly string[], { say, ask }: Terminal): Promise<number> {
  const { folder, test } = readArguments(args)
  const runner = test ?? runnerOf(await manifestText(folder)) ?? (await askedRunner(ask))
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
  const { values, positionals } = parsedArguments(args, { test: { type: 'string' } }, reason =>
    refusal(reason),
  )
  const [folder = '.', ...more] = positionals
  if (more.length > 0) throw refusal('name one folder')
  const { test } = values
  return { folder, test: test === undefined ? undefined : known(test) }
}

function known(runner: string): RunnerName {
  if (isRunner(runner)) return runner
  const near = nearestName(runner, Object.keys(RUNNERS))
  throw refusal(`there is no runner "${runner}"`, near === undefined ? undefined : `Did you mean "${near}"?`)
}

const refusal = (reason: string, remedy?: string) =>
  new SandboxError('invalid-option', `Cannot create a project: ${reason}.`, {
    remedy: remedy ?? 'Write for example: referral-sandbox init my-shop --test vitest.',
  })

/** Node's own runner is always there, so that is what nobody is asked about. */
async function askedRunner(ask: Terminal['ask']): Promise<RunnerName> {
  if (ask === undefined) return 'node'
  const answer = (await ask(`Which test runner? ${Object.keys(RUNNERS).join(', ')} (node) `)).trim()
  if (answer === '') return 'node'
  return known(answer)
}
