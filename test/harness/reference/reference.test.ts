// The pages of docs/reference: they are those of the schemas, and each snippet on them is a whole file that runs.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Sandbox, startSandbox } from '../../../harness/index.ts'
import { referencePages } from '../../../harness/reference/reference.ts'
import type { ScenarioDefinition, WorldDefinition } from '../../../harness/world/definition.ts'
import { NODES_ON_PAPER, type NodeType } from '../../../mocks/bloomreach/definition/node-schemas.ts'

const FOLDER = 'docs/reference'
const WORLD = 'harness/reference/reference.world.yaml'

const pagesIn = async (folder: string) =>
  (await readdir(join(FOLDER, folder), { recursive: true })).filter(path => path.endsWith('.md'))

/** What a reader would copy. */
async function snippetOn(page: string): Promise<unknown> {
  const text = await readFile(join(FOLDER, page), 'utf8')
  return parse(text.split('```yaml\n')[1]?.split('\n```')[0] ?? '')
}

/** What any trigger waits for: an event, a call of its URL, and time. */
async function happenAll(sandbox: Sandbox, scenario: string): Promise<void> {
  const { bloomreach, clock } = sandbox
  const post = (url: string, body: object) =>
    bloomreach.app.request(url, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`${bloomreach.apiKeyId}:${bloomreach.apiSecret}`)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    })
  const ada = { registered: 'ada@example.com' }
  await post(`/track/v2/projects/${bloomreach.projectToken}/customers/events`, {
    customer_ids: ada,
    event_type: 'purchase',
    properties: { total: 80 },
  })
  const { triggers } = await sandbox.scenarios.apiTriggers(scenario)
  for (const { url } of triggers)
    await post(new URL(url).pathname, { customer_ids: ada, params: { voucher: 'V1' } })
  await clock.advance('40d')
  await sandbox.settle()
}

test('the pages of the reference are those of the schemas (npm run schemas writes them)', async () => {
  const pages = await referencePages()

  expect((await pagesIn('.')).sort()).toEqual(Object.keys(pages).sort())
  for (const [path, text] of Object.entries(pages)) {
    expect(await readFile(join(FOLDER, path), 'utf8'), path).toBe(text)
  }
})

test.each(Object.keys(NODES_ON_PAPER) as NodeType[])(
  'the snippet of %s runs, and a customer comes by',
  async type => {
    const folder = NODES_ON_PAPER[type].role === 'trigger' ? 'triggers' : 'nodes'
    const scenario = (await snippetOn(`${folder}/${type}.md`)) as ScenarioDefinition
    await using sandbox = await startSandbox({ world: WORLD, listen: false })
    const { id } = await sandbox.scenarios.create(scenario)
    await sandbox.scenarios.start(id)

    await happenAll(sandbox, id)

    const { nodes } = await sandbox.scenarios.evaluation(id)
    const node = scenario.nodes.find(one => one.type === type)
    expect(nodes.find(one => one.id === node?.id)?.entered).toBeGreaterThan(0)
  },
)

test.each((await pagesIn('world')).filter(page => !/conditions|effects/.test(page)))(
  'the snippet of world/%s starts',
  async page => {
    const world = (await snippetOn(`world/${page}`)) as WorldDefinition

    await using sandbox = await startSandbox({ world, listen: false })

    expect(sandbox.ready().ready).toBe(true)
  },
)
