// action.yml at work: its steps run as GitHub runs them, in a project that has the packed package.
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { bin, ownEnvironment, run } from '../support/installed.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

interface Step {
  name?: string
  run?: string
  env?: Record<string, string>
}

async function project(): Promise<string> {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'node_modules/.bin'), { recursive: true })
  await symlink(bin, join(folder, 'node_modules/.bin/referral-sandbox'))
  return folder
}

/** Runs the step of this name with these inputs; the others are what the action gives itself. */
async function step(name: string, folder: string, given: Record<string, string>) {
  const { inputs, runs } = parse(await readFile('action.yml', 'utf8')) as {
    inputs: Record<string, { default: string }>
    runs: { steps: Step[] }
  }
  const found = runs.steps.find(candidate => candidate.name === name)
  const env = Object.entries(found?.env ?? {}).map(([variable, expression]) => {
    const input = /^\$\{\{ inputs\.(.+) \}\}$/.exec(expression)?.[1] ?? ''
    return [variable, given[input] ?? inputs[input]?.default]
  })
  const summary = join(folder, 'summary.md')
  const shell = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', found?.run ?? 'exit 99']
  const options = {
    cwd: folder,
    env: { ...ownEnvironment, GITHUB_STEP_SUMMARY: summary, ...Object.fromEntries(env) },
  }
  return run('bash', shell, options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  )
}

const STEP = 'Referral sandbox'
const REPORTS = 'referral-sandbox-reports'

test('the action runs the tutorial, keeps its reports and tells the summary', async () => {
  const folder = await project()

  expect(await step('Install', folder, {})).toMatchObject({ code: 0, stdout: '' })
  expect(await step(STEP, folder, { arguments: '--seed\nof two words\n' })).toMatchObject({ code: 0 })

  expect(await readdir(join(folder, REPORTS))).toEqual(['referral-sandbox.html', 'referral-sandbox.xml'])
  expect(await readFile(join(folder, 'summary.md'), 'utf8')).toContain('mailed')
})

test('the action fails with what it found, and the findings are kept', async () => {
  const folder = await project()
  const world =
    'bloomreach: { scenarios: [{ name: A, nodes: [{ id: 1, type: now }, { id: 2, type: webhok }] }] }'
  await writeFile(join(folder, 'a world.yaml'), world)

  const checked = await step(STEP, folder, { command: 'check', arguments: './a world.yaml' })

  expect(checked.code).toBe(1)
  const [file = ''] = await readdir(join(folder, REPORTS))
  expect(file).toBe('referral-sandbox.sarif')
  expect(JSON.parse(await readFile(join(folder, REPORTS, file), 'utf8')).runs[0].results).not.toEqual([])
})

test('text in an argument is an argument, and nothing that the shell runs', async () => {
  const folder = await project()

  const ran = await step(STEP, folder, {
    command: 'check',
    arguments: '$(touch owned)`touch owned`; touch owned',
  })

  expect(ran.code).toBe(2)
  expect(await readdir(folder)).not.toContain('owned')
})
