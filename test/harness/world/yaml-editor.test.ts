// What an editor makes of the JSON Schemas: hover, completion and problems, from the YAML language server that editors use.
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { TUTORIAL_WORLD } from '../../../harness/world/definition.ts'
import { NODES_ON_PAPER } from '../../../mocks/bloomreach/definition/node-schemas.ts'
import { type YamlServer, yamlServer } from './support/yaml-editor.ts'

let server: YamlServer
beforeAll(async () => {
  server = await yamlServer()
})
afterAll(() => server.stop())

const SCENARIO = `name: S
nodes:
  - { id: 1, type: now }
  - id: 2
    type: webhook
    url: https://example.com/
    respons: json
connections: [[1, 2]]
`

test('an editor explains a node, offers its types and fields, and underlines one wrong key once', async () => {
  const editor = server.editorOf('scenario')

  expect(await editor.hover(SCENARIO, { line: 5, character: 6 })).toContain('Where the request goes')
  expect(await editor.hover(SCENARIO, { line: 4, character: 6 })).toContain('one HTTP request')
  expect(await editor.problemsOf(SCENARIO)).toEqual([expect.stringContaining('respons')])
  expect(await editor.problemsOf(SCENARIO.replace('respons:', 'response:'))).toEqual([])
  expect(await editor.complete(SCENARIO.replace('webhook', ''), { line: 4, character: 10 })).toEqual(
    expect.arrayContaining(['webhook', 'email', 'wait']),
  )
  expect(await editor.complete(SCENARIO.replace('respons: json', ''), { line: 6, character: 4 })).toEqual(
    expect.arrayContaining(['response', 'payload', 'authentication']),
  )
})

test('of every type of node an editor underlines one wrong key once, and nothing else', async () => {
  const nodes = await Promise.all(
    Object.entries(NODES_ON_PAPER).map(async ([type, { role }]) => {
      const page = await readFile(
        `docs/reference/${role === 'trigger' ? 'triggers' : 'nodes'}/${type}.md`,
        'utf8',
      )
      const scenario = parse(page.split('```yaml\n')[1]?.split('\n```')[0] ?? '') as {
        nodes: { type: string }[]
      }
      return { ...scenario.nodes.find(node => node.type === type), wrongKey: 1 }
    }),
  )

  const problems = await server
    .editorOf('scenario')
    .problemsOf(stringify({ name: 'S', nodes, connections: [] }))

  expect(nodes.length).toBeGreaterThan(15)
  expect(problems).toHaveLength(nodes.length)
  expect(problems.filter(problem => !problem.includes('wrongKey'))).toEqual([])
})

test('an editor finds nothing wrong in the world of the tutorial', async () => {
  const editor = server.editorOf('world')

  expect(await editor.problemsOf(await readFile(TUTORIAL_WORLD, 'utf8'))).toEqual([])
  expect(await editor.problemsOf('startAt: x\n')).toEqual([expect.stringContaining('startAt')])
})
