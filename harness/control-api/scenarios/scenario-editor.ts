// What an editor of scenarios asks: the types of nodes, the names that there are, what is wrong with a scenario while it is written,
// and what it would do, before it is saved.
import { z } from 'zod'
import { NODES_ON_PAPER, onPaper } from '../../../mocks/bloomreach/definition/node-schemas.ts'
import type { OnPaper } from '../../../mocks/bloomreach/definition/on-paper.ts'
import { severityOf } from '../../check/finding.ts'
import { fieldsReadable, surroundingsOf } from '../../check/scenario.ts'
import { findingsWhileWritten } from '../../check/scenario-findings.ts'
import { operation } from '../operation.ts'
import { testedNodes, testRun } from './scenario-versions.ts'
import { preview } from './scenarios.ts'

const nodeType = z.object({
  type: z.string(),
  title: z.string(),
  description: z.string(),
  role: z.enum(['trigger', 'operator', 'action']),
  schema: z.record(z.string(), z.unknown()).describe('JSON Schema of its fields.'),
})

const named = z.object({ name: z.string(), label: z.string().optional() })

const names = z.object({
  consentCategory: z.array(named),
  authentication: z.array(named),
  preset: z.array(named),
  frequencyPolicy: z.array(named),
  throughputPolicy: z.array(named),
  segmentation: z.array(z.object({ name: z.string(), segments: z.array(z.string()) })),
  customers: z.array(z.string()).describe('The first few, by an id of each.'),
  attributes: z.array(z.string()).describe('Attributes that customers have.'),
  filters: z.array(z.string()).describe('What a value in Jinja may be piped through.'),
})

const unsaved = z.looseObject({}).describe('A scenario, which may be half done.')

const checked = z.object({
  findings: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(['error', 'warning']),
      node: z.number().int().optional(),
      path: z.array(z.union([z.string(), z.number()])),
      within: z.object({ line: z.number().int(), column: z.number().int() }).optional(),
      message: z.string(),
      remedy: z.string(),
    }),
  ),
  nodes: z
    .array(
      z.object({
        id: z.number().int(),
        exits: z.array(z.string()).describe('By which customers leave it; "" is the one without a name.'),
        webhookFields: z.array(z.string()).describe('What {{ webhook }} has in its templates.'),
      }),
    )
    .describe('Those that can be read.'),
})

const readNodes = z.object({
  nodes: z.array(z.looseObject({ id: z.number().int(), type: z.string() })),
  connections: z.array(z.tuple([z.number(), z.number(), z.string().optional()])),
  columns: z.object({
    understood: z.number(),
    ignored: z.number(),
    guessed: z.number(),
    refused: z.number(),
  }),
  remarks: z.array(z.string()),
})

export type ReadNodes = z.output<typeof readNodes>
export type EditorNodeType = z.output<typeof nodeType>
export type ScenarioNames = z.output<typeof names>
export type CheckedScenario = z.output<typeof checked>

export const scenarioEditorOperations = [
  operation({
    method: 'get',
    path: '/bloomreach/node-types',
    id: 'listNodeTypes',
    summary: 'Lists the types of nodes, each with the schema of its fields.',
    answer: z.object({ nodeTypes: z.array(nodeType) }),
    run: () => ({ nodeTypes: nodeTypes() }),
  }),
  operation({
    method: 'get',
    path: '/bloomreach/scenario-names',
    id: 'listScenarioNames',
    summary:
      'Lists what a scenario may name: consent categories, integrations, policies, attributes, filters.',
    answer: names,
    run: (_, sandbox) => sandbox.live().bloomreach.scenarios.names(),
  }),
  operation({
    method: 'post',
    path: '/bloomreach/scenario-check',
    id: 'checkScenario',
    changes: 'nothing',
    summary: 'Says what is wrong with a scenario, which may be half done; nothing is kept.',
    body: z.strictObject({ scenario: unsaved }),
    answer: checked,
    async run({ body: { scenario } }, sandbox) {
      const houses = sandbox.live()
      const { findings, readable } = await findingsWhileWritten(scenario, houses)
      const fields = await fieldsReadable(readable, surroundingsOf(houses))
      return {
        findings: findings.map(({ code, node, path, within, message, remedy }) => ({
          ...{ code, severity: severityOf(code), node, path: [...path], within, message, remedy },
        })),
        nodes: readable.nodes.map(node => ({
          id: node.id,
          exits: [...new Set(onPaper(node).exits(node).values())],
          webhookFields: [...(fields.get(node.id) ?? [])],
        })),
      }
    },
  }),
  operation({
    method: 'post',
    path: '/bloomreach/scenario-reading',
    id: 'readPastedNodes',
    summary: 'Reads nodes copied in the scenario editor of the vendor, as import does; nothing is kept.',
    changes: 'nothing',
    body: z.strictObject({ text: z.string() }),
    answer: readNodes,
    run: async ({ body: { text } }) => {
      const { pastedNodes } = await import('../../import/pasted-nodes.ts')
      return pastedNodes(text)
    },
  }),
  operation({
    method: 'post',
    path: '/bloomreach/scenario-preview',
    id: 'previewUnsavedScenario',
    changes: 'nothing',
    summary: 'Counts the customers per node and connection of a scenario that is not saved; nothing is sent.',
    body: z.strictObject({ scenario: unsaved }),
    answer: preview,
    run: ({ body }, sandbox) => sandbox.live().bloomreach.scenarios.previewUnsavedInBreaths(body.scenario),
  }),
  operation({
    method: 'post',
    path: '/bloomreach/scenario-test',
    id: 'testUnsavedScenario',
    changes: 'nothing',
    summary:
      'Renders every node of a scenario that is not saved for one customer; nothing is sent, secrets are hidden.',
    body: testRun.extend({ scenario: unsaved }),
    answer: testedNodes,
    run: async ({ body: { scenario, ...input } }, sandbox) => ({
      nodes: await sandbox.live().bloomreach.scenarios.testRunUnsavedInBreaths(scenario, input),
    }),
  }),
]

let described: z.output<typeof nodeType>[] | undefined

/** Made when somebody asks first: schemas do not change. */
function nodeTypes(): z.output<typeof nodeType>[] {
  described ??= Object.entries<OnPaper>(NODES_ON_PAPER).map(([type, { role, schema }]) => {
    const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonOfNode
    const { title = type, description = '' } = json.properties.type ?? {}
    return { type, title, description, role, schema: { ...json } }
  })
  return described
}

interface JsonOfNode extends Record<string, unknown> {
  properties: Record<string, { title?: string; description?: string }>
}
