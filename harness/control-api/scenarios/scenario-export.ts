// A scenario on its way out: as the scenario editor of the vendor pastes it, with what has to be built there by hand.
import { z } from 'zod'
import { readableIn } from '../../../mocks/bloomreach/definition/readable.ts'
import { operation } from '../operation.ts'

const wish = z.strictObject({
  scenario: z.looseObject({}).describe('A scenario, which may be half done.'),
  nodes: z
    .array(z.number().int())
    .min(1)
    .max(20_000)
    .optional()
    .describe('Only these, and the connections between them.'),
  source: z
    .looseObject({})
    .optional()
    .describe('The clipboard that it was taken from: what was not changed goes back as it came.'),
  partial: z
    .boolean()
    .default(false)
    .describe('Leaves out what has to be built by hand, instead of answering no clipboard.'),
})

const exported = z.object({
  clipboard: z
    .looseObject({})
    .optional()
    .describe('Not there when something has to be built by hand, unless `partial` is true.'),
  counts: z.object({ untouched: z.number(), patched: z.number(), new: z.number() }),
  byHand: z.array(z.string()).describe('What has no public form, a line each.'),
  remarks: z.array(z.string()).describe('What is worth knowing before it is pasted.'),
  evidence: z.string().describe('On what the shape rests.'),
})

export type NewScenarioExport = z.input<typeof wish>
export type ExportedScenario = z.output<typeof exported>

export const scenarioExportOperations = [
  operation({
    method: 'post',
    path: '/bloomreach/scenario-export',
    id: 'exportScenario',
    changes: 'nothing',
    summary: 'Writes a scenario as the editor of the vendor pastes it, as export does; nothing is kept.',
    body: wish,
    answer: exported,
    async run({ body: { scenario, nodes, source, partial } }) {
      const [{ exportScenario, EVIDENCE }, { sourceOnCanvas }] = await Promise.all([
        import('../../export/export-scenario.ts'),
        import('../../export/source-on-canvas.ts'),
      ])
      const { definition, unread } = chosen(scenario, nodes)
      const there = new Set(definition.nodes.map(({ id }) => id))
      const kept = sourceOnCanvas(source, there, nodes === undefined ? 'whole' : 'part')
      const { clipboard, byHand: refused, ...told } = exportScenario(definition, kept)
      const byHand = [...unread, ...refused]
      const isWritten = byHand.length === 0 || partial
      return { ...told, byHand, evidence: EVIDENCE, ...(isWritten ? { clipboard: { ...clipboard } } : {}) }
    },
  }),
]

function chosen(scenario: object, ids: readonly number[] | undefined) {
  const { definition } = readableIn(scenario)
  const wanted = ids && new Set(ids)
  const isChosen = (id: number) => wanted === undefined || wanted.has(id)
  const read = new Set(definition.nodes.map(({ id }) => id))
  return {
    definition: {
      ...definition,
      nodes: definition.nodes.filter(({ id }) => isChosen(id)),
      connections: definition.connections.filter(([from, to]) => isChosen(from) && isChosen(to)),
    },
    unread: givenNodes(scenario)
      .filter(({ id }) => isChosen(id) && !read.has(id))
      .map(({ id, type }) => `${type} ${id}: it is not filled in as its form asks.`),
  }
}

const givenNode = z.looseObject({ id: z.int(), type: z.string() })

function givenNodes({ nodes }: { nodes?: unknown }): z.output<typeof givenNode>[] {
  if (!Array.isArray(nodes)) return []
  return nodes.flatMap(node => givenNode.safeParse(node).data ?? [])
}
