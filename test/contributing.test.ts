// The papers for those who work on the project lead to what is there.
import { globSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8')

interface Workflow {
  on: Record<string, unknown>
  permissions: Record<string, string>
  jobs: Record<string, { 'timeout-minutes': number; steps: { run?: string; uses?: string }[] }>
}

interface Form {
  name: string
  description: string
  body: {
    type: string
    id: string
    attributes: { label: string; options?: string[] }
    validations?: { required: boolean }
  }[]
}

test('the workflow calls .ci/run, which can be started, and may only read', () => {
  const { on, permissions, jobs } = parse(read('.github/workflows/ci.yml')) as Workflow
  const steps = Object.values(jobs).flatMap(job => job.steps)
  expect(steps.map(({ run }) => run)).toContain('.ci/run')
  expect(statSync(`${root}/.ci/run`).mode & 0o111).not.toBe(0)
  expect(Object.keys(on)).toEqual(['push', 'pull_request'])
  expect(permissions).toEqual({ contents: 'read' })
  expect(Object.values(jobs).every(job => job['timeout-minutes'] >= 15)).toBe(true)
  // A version is named for each action, or another one would run tomorrow.
  expect(steps.flatMap(({ uses }) => uses ?? []).filter(uses => !/@v\d+$/.test(uses))).toEqual([])
})

const forms = globSync('.github/ISSUE_TEMPLATE/*.yml', { cwd: root }).filter(
  path => !path.endsWith('config.yml'),
)

test.each(forms)('%s is a form that a code host takes', path => {
  const { name, description, body } = parse(read(path)) as Form
  expect([name, description].every(text => text.length > 10)).toBe(true)
  const ids = body.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { type, attributes } of body) {
    expect(['textarea', 'input', 'dropdown']).toContain(type)
    expect(attributes.label).toMatch(/^[A-Z]/)
    expect(type === 'dropdown').toBe(attributes.options !== undefined)
  }
})

test('a fidelity report asks for input, what is expected, and its source', () => {
  const { body } = parse(read('.github/ISSUE_TEMPLATE/fidelity.yml')) as Form
  const required = body.filter(({ validations }) => validations?.required).map(({ id }) => id)
  expect(required).toEqual(expect.arrayContaining(['input', 'expected', 'source']))
})

test('every command that CONTRIBUTING.md names is there', () => {
  const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts
  const named = [...read('CONTRIBUTING.md').matchAll(/`npm run ([\w:-]+)`|^npm run ([\w:-]+)/gm)]
  expect(named.length).toBeGreaterThan(2)
  for (const [, inText, inBlock] of named) expect(Object.keys(scripts)).toContain(inText ?? inBlock)
})
