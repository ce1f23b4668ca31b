import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sarifOf } from '../../../harness/check/sarif.ts'
import { commandLine } from '../../support/command-line.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

interface Log {
  version: string
  runs: {
    tool: { driver: { name: string; rules: { id: string; defaultConfiguration: { level: string } }[] } }
    results: {
      ruleId: string
      level: string
      message: { text: string }
      locations: { physicalLocation: { artifactLocation: { uri: string }; region?: object } }[]
    }[]
  }[]
}

const SCENARIO = `name: S
nodes:
  - { id: 1, type: now }
  - { id: 2, type: email, subject: '{{ x | uper }}', html: '<p>x</p>', recipients: matching, consentCategory: newsletter }
connections: [[1, 2]]
`

async function check(args: readonly string[]) {
  const { code, out, err } = await commandLine(['check', ...args])
  return { code, told: out + err }
}

test('check --sarif writes every finding with its rule, level and place', async () => {
  const folder = await temporaryFolder()
  const file = join(folder, 'a scenario.yaml')
  const report = join(folder, 'check.sarif')
  await writeFile(file, SCENARIO)
  const { code, told } = await check(['--sarif', report, file])
  expect(code).toBe(1)
  const { version, runs } = JSON.parse(await readFile(report, 'utf8')) as Log
  const [run] = runs
  expect(version).toBe('2.1.0')
  const result = run?.results.find(({ ruleId }) => ruleId === 'unknown-filter')
  expect(result).toMatchObject({
    level: 'error',
    locations: [{ physicalLocation: { region: { startLine: 4, startColumn: expect.any(Number) } } }],
  })
  expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toMatch(/\/a%20scenario\.yaml$/)
  expect(told).toContain(result?.message.text ?? 'none')
  const rules = run?.tool.driver.rules.map(({ id }) => id) ?? []
  expect(run?.results.every(({ ruleId }) => rules.includes(ruleId))).toBe(true)
})

test('a clean file gives a log without results', async () => {
  const log = JSON.parse(sarifOf([], '/')) as Log
  expect(log.runs[0]?.results).toEqual([])
})

test('a finding without a line has a file only', () => {
  const finding = { code: 'invalid-world', severity: 'error', message: 'Cannot.', remedy: '' } as const
  const log = JSON.parse(sarifOf([{ ...finding, file: '/w/a.ts' }], '/w')) as Log
  expect(log.runs[0]?.results[0]?.locations).toEqual([
    { physicalLocation: { artifactLocation: { uri: 'a.ts' } } },
  ])
  expect(log.runs[0]?.results[0]?.message.text).toBe('Cannot.')
})

test('a report that cannot be written is one sentence', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 's.yaml'), SCENARIO)
  const { code, told } = await check(['--sarif', join(folder, 'none/x.sarif'), join(folder, 's.yaml')])
  expect(code).toBe(1)
  expect(told).toMatch(/Cannot write .*x\.sarif: .*\. Name a file in a folder/)
})
