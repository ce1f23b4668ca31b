// Data & Assets > Integrations, and the consent categories of the project.
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { body, type Controlled, idParam, ok } from './route.ts'

export function describeIntegrations(app: OpenAPIHono, sandbox: Controlled): void {
  const integrations = () => sandbox.live().bloomreach.integrations
  const consentCategories = () => sandbox.live().bloomreach.consentCategories
  app.openapi(
    createRoute({
      method: 'get',
      path: '/bloomreach/integrations',
      responses: ok('Without secret header values.'),
    }),
    c => c.json({ integrations: integrations().list() }),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/bloomreach/integrations',
      request: body(z.any()),
      responses: ok('The kept integration.'),
    }),
    async c => c.json(await integrations().create(c.req.valid('json'))),
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/bloomreach/integrations/{id}',
      request: idParam,
      responses: ok('One integration.'),
    }),
    c => c.json(integrations().get(c.req.valid('param').id)),
  )
  app.openapi(
    createRoute({
      method: 'put',
      path: '/bloomreach/integrations/{id}',
      request: { ...idParam, ...body(z.any()) },
      responses: ok('The replaced integration.'),
    }),
    async c => c.json(await integrations().replace(c.req.valid('param').id, c.req.valid('json'))),
  )
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/bloomreach/integrations/{id}',
      request: idParam,
      responses: ok('It is gone.'),
    }),
    async c => {
      await integrations().delete(c.req.valid('param').id)
      return c.json({ deleted: c.req.valid('param').id })
    },
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/bloomreach/integrations/{id}/test',
      request: idParam,
      responses: ok('Whether one call with its credentials and an empty body was answered 200.'),
    }),
    async c => c.json(await sandbox.live().bloomreach.testAuthentication(c.req.valid('param').id)),
  )
  app.openapi(
    createRoute({ method: 'get', path: '/bloomreach/consent-categories', responses: ok('All categories.') }),
    c => c.json({ consentCategories: consentCategories().list() }),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/bloomreach/consent-categories',
      request: body(z.any()),
      responses: ok('The kept category.'),
    }),
    async c => c.json(await consentCategories().create(c.req.valid('json'))),
  )
}
