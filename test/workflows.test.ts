// Files that only other machines run: GitHub's by their schemas, the others by what they call and name here.
import { readdirSync, readFileSync } from 'node:fs'
import { validateAction, validateWorkflow } from '@action-validator/core'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { COMMANDS } from '../harness/command-line/usage.ts'
import { configSchema, OPTIONS } from '../harness/config.ts'

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

const filesIn = (folder: string, end: string) =>
  readdirSync(folder)
    .filter(name => name.endsWith(end))
    .map(name => `${folder}/${name}`)

test.each([...filesIn('.github/workflows', '.yml'), ...filesIn('docs/examples', '.workflow.yml')])(
  '%s is a workflow that GitHub takes',
  file => {
    expect(validateWorkflow(read(file)).errors).toEqual([])
  },
)

test('action.yml is an action that GitHub takes', () => {
  expect(validateAction(read('action.yml')).errors).toEqual([])
})

test('a misspelt key is refused, so that the checks mean something', () => {
  expect(validateWorkflow(read('.github/workflows/ci.yml').replace('runs-on', 'runson')).errors).not.toEqual(
    [],
  )
  expect(validateAction(read('action.yml').replace('using: composite', 'using: compost')).errors).not.toEqual(
    [],
  )
})

test('the workflow that uses the action gives it inputs that it has', () => {
  const { inputs } = parse(read('action.yml')) as { inputs: Record<string, unknown> }
  const { jobs } = parse(read('docs/examples/action.workflow.yml')) as {
    jobs: Record<string, { steps: { uses: string; with?: Record<string, unknown> }[] }>
  }

  const given = Object.values(jobs)
    .flatMap(({ steps }) => steps)
    .filter(({ uses }) => uses.includes('referral-sandbox'))
    .flatMap(step => Object.keys(step.with ?? {}))
  expect(given).not.toEqual([])
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(given))
})

test('the GitLab job calls commands and options that exist', () => {
  const { 'referral-sandbox': job } = parse(read('docs/examples/gitlab-ci.yml')) as Record<
    string,
    { script: string[]; artifacts: { paths: string[]; reports: { junit: string } } }
  >
  const calls = (job?.script ?? [])
    .filter(line => line.includes('referral-sandbox '))
    .map(line => line.split(' '))

  expect(calls.map(([, , command = '']) => command)).toEqual(['check', 'run'])
  for (const [, , command = '', ...rest] of calls) {
    expect(COMMANDS).toHaveProperty([command])
    for (const option of rest.filter(word => word.startsWith('--')))
      expect(OPTIONS).toHaveProperty([option.slice(2)])
  }
  const written = calls.flat().filter(word => /\.(?:xml|html)$/.test(word))
  expect([job?.artifacts.reports.junit, ...(job?.artifacts.paths ?? [])]).toEqual(written)
})

test('the devcontainer has the Node and the ports of the project', () => {
  const { image, forwardPorts } = JSON.parse(read('.devcontainer/devcontainer.json')) as {
    image: string
    forwardPorts: number[]
  }
  const { port, inboxPort, smtpPort } = configSchema.parse({})

  expect(forwardPorts).toEqual([port, inboxPort, smtpPort])
  expect(image.split(':').at(-1)).toBe(read('.nvmrc').split('.')[0])
})
