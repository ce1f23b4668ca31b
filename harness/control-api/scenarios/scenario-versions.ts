// The part of the control API about a scenario's history, its test run and its API triggers.
import { z } from 'zod'
import { byId, operation } from '../operation.ts'
import { scenario, withText } from './scenarios.ts'

const number = z.coerce.number().int().positive()
const properties = z.record(z.string(), z.unknown())
const atMs = z.number().describe("Milliseconds since the epoch, in the world's time.")

const versions = z.object({
  versions: z.array(
    z.object({ number: z.number().int(), at: atMs, by: z.enum(['save', 'start', 'stop', 'restore']) }),
  ),
})

const { connections } = scenario.shape

const diff = z.object({
  fields: z.array(z.string()).describe('Other than nodes and connections.'),
  nodes: z.array(
    z.object({
      node: z.number().int(),
      change: z.enum(['added', 'removed', 'changed']),
      fields: z.array(z.string()).optional().describe('Of a changed node.'),
      values: z
        .record(z.string(), z.object({ before: z.unknown().optional(), after: z.unknown().optional() }))
        .optional()
        .describe('What each of its fields said and says, without secrets; what is not there is left out.'),
    }),
  ),
  connections: z.object({ added: connections, removed: connections }),
})

export const testRun = z.strictObject({
  customer: z.string().describe("Any of a customer's ids."),
  event: properties.optional().describe('Properties of the event that would start the path.'),
  params: properties.optional().describe('Of an API trigger.'),
  responses: properties.optional().describe('What webhooks are taken to answer, by node id.'),
})

export const testedNodes = z.object({
  nodes: z.array(
    z.looseObject({
      id: z.number().int(),
      type: z.string(),
      reached: z.boolean().describe('Whether this customer would come by.'),
      leavesBy: z.array(z.string()).optional().describe('By which exits, where this customer would come by.'),
      suppressed: z.string().optional().describe('Why the customer would be held back here.'),
      error: z.string().optional().describe('A template that fails.'),
    }),
  ),
})

const apiTriggers = z.object({
  triggers: z.array(
    z.object({ node: z.number().int(), url: z.string(), example: z.object({ params: properties }) }),
  ),
  log: z.array(
    z.object({
      at: atMs,
      node: z.number().int(),
      customer: z.string().optional(),
      params: properties,
      accepted: z.boolean(),
    }),
  ),
})

export type ScenarioVersions = z.output<typeof versions>
export type ScenarioDiff = z.output<typeof diff>
export type NewTestRun = z.input<typeof testRun>
export type TestedNodes = z.output<typeof testedNodes>
export type ApiTriggers = z.output<typeof apiTriggers>

export const scenarioVersionOperations = [
  operation({
    method: 'get',
    path: '/bloomreach/scenarios/{id}/versions',
    id: 'listScenarioVersions',
    summary: 'Lists the history: each save, start, stop and restore.',
    params: byId,
    answer: versions,
    run: ({ params }, sandbox) => ({ versions: sandbox.live().bloomreach.scenarios.versions(params.id) }),
  }),
  operation({
    method: 'get',
    path: '/bloomreach/scenarios/{id}/versions/diff',
    id: 'diffScenarioVersions',
    summary: 'Shows what changed between two versions.',
    params: byId,
    query: z.object({ from: number, to: number }),
    answer: diff,
    run: ({ params, query: { from, to } }, sandbox) =>
      sandbox.live().bloomreach.scenarios.diff(params.id, from, to),
  }),
  operation({
    method: 'post',
    path: '/bloomreach/scenarios/{id}/versions/{number}/restore',
    id: 'restoreScenarioVersion',
    summary: 'Makes an earlier version the newest one.',
    params: byId.extend({ number }),
    answer: scenario,
    run({ params }, sandbox) {
      const { scenarios } = sandbox.live().bloomreach
      return withText(scenarios, scenarios.restore(params.id, params.number))
    },
  }),
  operation({
    method: 'post',
    path: '/bloomreach/scenarios/{id}/test',
    id: 'testScenario',
    summary: 'Renders every node for one customer; nothing is sent, secrets are hidden.',
    params: byId,
    body: testRun,
    answer: testedNodes,
    run: async ({ params, body }, sandbox) => ({
      nodes: await sandbox.live().bloomreach.scenarios.testRunInBreaths(params.id, body),
    }),
  }),
  operation({
    method: 'get',
    path: '/bloomreach/scenarios/{id}/api-triggers',
    id: 'readApiTriggers',
    summary: 'Shows URL, example payload and log of each API trigger.',
    params: byId,
    answer: apiTriggers,
    run: ({ params }, sandbox) => sandbox.live().bloomreach.scenarios.apiTriggers(params.id),
  }),
]
