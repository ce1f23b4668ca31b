// The schema of a scenario: what a scenario file holds and what the control API takes.
// What is wrong with one beyond its shape is found in `findings.ts`.
import { z } from 'zod'
import { conditionSchema } from '../customers/filter-schemas.ts'
import { nodeSchema } from './node-schemas.ts'

const nodeId = z.int().min(1)

/** `[1, 2]`, or `[3, 4, "else"]` from a named exit of a condition, a split, a limit or a wait for an event. */
export const connectionSchema = z
  .union([z.tuple([nodeId, nodeId]), z.tuple([nodeId, nodeId, z.string().min(1)])], {
    error: 'expected the ids of two nodes, [from, to], or [from, to, "exit"]',
  })
  .meta({
    examples: [
      [1, 2],
      [3, 4, 'else'],
    ],
  })

export const scenarioSchema = z.strictObject({
  name: z.string().min(1).describe('The name of the scenario.'),
  description: z.string().optional().describe('For people.'),
  tags: z.array(z.string().min(1)).optional().describe('For people.'),
  customerFilter: conditionSchema.optional().describe('The global customer filter: who may enter at all.'),
  nodes: z.array(nodeSchema).min(1).describe('Triggers, operators and actions.'),
  connections: z
    .array(connectionSchema)
    .default([])
    .describe('Which node leads to which: [from, to], or [from, to, "exit"] from a named exit.'),
})

export type ScenarioDefinition = z.output<typeof scenarioSchema>
export type ScenarioInput = z.input<typeof scenarioSchema>
export type Connection = ScenarioDefinition['connections'][number]
