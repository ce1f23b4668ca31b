// The part of the control API about a scenario's history, its test run and its API triggers.
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { body, type Controlled, ok } from './route.ts'

const PATH = '/bloomreach/scenarios/{id}'
const idParam = z.object({ id: z.string() })
const number = z.coerce.number().int().positive()

const TestRun = z.strictObject({
  customer: z.string(),
  event: z.record(z.string(), z.unknown()).optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  responses: z.record(z.string(), z.unknown()).optional(),
})

export function describeScenarioVersions(app: OpenAPIHono, sandbox: Controlled): void {
  const scenarios = () => sandbox.live().bloomreach.scenarios
  app.openapi(
    createRoute({
      method: 'get',
      path: `${PATH}/versions`,
      request: { params: idParam },
      responses: ok('The history: each save, start and stop.'),
    }),
    c => c.json({ versions: scenarios().versions(c.req.valid('param').id) }),
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: `${PATH}/versions/diff`,
      request: { params: idParam, query: z.object({ from: number, to: number }) },
      responses: ok('What changed between two versions.'),
    }),
    c => {
      const { from, to } = c.req.valid('query')
      return c.json(scenarios().diff(c.req.valid('param').id, from, to))
    },
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: `${PATH}/versions/{number}/restore`,
      request: { params: idParam.extend({ number }) },
      responses: ok('The scenario as it was.'),
    }),
    c => {
      const { id, number: version } = c.req.valid('param')
      return c.json(scenarios().restore(id, version))
    },
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: `${PATH}/test`,
      request: { params: idParam, ...body(TestRun) },
      responses: ok('Every node rendered for one customer; nothing is sent, secrets are hidden.'),
    }),
    c => c.json({ nodes: scenarios().testRun(c.req.valid('param').id, c.req.valid('json')) }),
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: `${PATH}/api-triggers`,
      request: { params: idParam },
      responses: ok('URL, example payload and log of each API trigger.'),
    }),
    c => c.json(scenarios().apiTriggers(c.req.valid('param').id)),
  )
}
