// The files of a new project: the tutorial's world and scenario, a test of them, and a workflow that runs it.
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { TUTORIAL_WORLD } from '../world/definition.ts'
import { RUNNERS, type RunnerName } from './runners.ts'

const WORKFLOW = `name: Referral
on: [push, pull_request]
jobs:
  referral:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 24 }
      - run: npm install
      - run: npx referral-sandbox check referral.world.yaml referral-email.scenario.yaml
      - run: npm run test:referral
`

/** Path below the project to text. */
export async function projectFiles(runner: RunnerName): Promise<Record<string, string>> {
  const { file, test } = RUNNERS[runner]
  return {
    'referral.world.yaml': await example('tutorial.world.yaml'),
    'referral-email.scenario.yaml': await example('referral-email.scenario.yaml'),
    [file]: test,
    '.github/workflows/referral.yml': WORKFLOW,
  }
}

/** An editor finds the schema in the installed package. */
async function example(name: string): Promise<string> {
  const text = await readFile(join(dirname(TUTORIAL_WORLD), name), 'utf8')
  return text.replace(/\$schema=\S*\/schemas\//, '$schema=./node_modules/referral-sandbox/schemas/')
}
