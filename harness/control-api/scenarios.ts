// Scenarios: create, change, preview, start, stop, evaluate.
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { refuseWrongScenario } from '../check/refuse-scenario.ts'
import { body, type Controlled, idParam, ok } from './route.ts'

export function describeScenarios(app: OpenAPIHono, sandbox: Controlled): void {
  const scenarios = () => sandbox.live().bloomreach.scenarios
  const path = '/bloomreach/scenarios'
  const one = `${path}/{id}` as const
  app.openapi(createRoute({ method: 'get', path, responses: ok('All scenarios.') }), c =>
    c.json({ scenarios: scenarios().list() }),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path,
      request: body(z.any()),
      responses: ok('The kept scenario, a draft.'),
    }),
    async c => {
      await refuseWrongScenario(c.req.valid('json'), sandbox.live())
      return c.json(await scenarios().create(c.req.valid('json')))
    },
  )
  app.openapi(
    createRoute({ method: 'get', path: one, request: idParam, responses: ok('One scenario.') }),
    c => c.json(scenarios().get(c.req.valid('param').id)),
  )
  app.openapi(
    createRoute({
      method: 'put',
      path: one,
      request: { ...idParam, ...body(z.any()) },
      responses: ok('The replaced scenario.'),
    }),
    async c => {
      const { id } = c.req.valid('param')
      const definition = scenarios().withSecrets(id, c.req.valid('json'))
      await refuseWrongScenario(definition, sandbox.live())
      return c.json(await scenarios().replace(id, definition))
    },
  )
  app.openapi(
    createRoute({ method: 'delete', path: one, request: idParam, responses: ok('It is gone.') }),
    async c => {
      await scenarios().delete(c.req.valid('param').id)
      return c.json({ deleted: c.req.valid('param').id })
    },
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: `${one}/preview`,
      request: idParam,
      responses: ok('Customers per node; nothing is sent.'),
    }),
    async c => c.json(await scenarios().preview(c.req.valid('param').id)),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: `${one}/start`,
      request: idParam,
      responses: ok('Status and affected customers.'),
    }),
    async c => c.json(await scenarios().start(c.req.valid('param').id)),
  )
  app.openapi(
    createRoute({ method: 'post', path: `${one}/stop`, request: idParam, responses: ok('Status.') }),
    async c => c.json(await scenarios().stop(c.req.valid('param').id)),
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: `${one}/evaluation`,
      request: idParam,
      responses: ok('Counts per node, messages.'),
    }),
    c => c.json(scenarios().evaluation(c.req.valid('param').id)),
  )
}
