// Sessions of the Management API, and the account that a bootstrap begins with.
import { z } from 'zod'
import { msToIso } from '../../../kit/time/duration.ts'
import type { Deployment } from '../../deployment.ts'
import { badRequest, invalidKey } from '../../errors.ts'
import type { Operation } from '../../http/operation-list.ts'
import type { ManagementSession } from '../../stores/management-access.ts'
import { managed, open } from './manage.ts'

const email = z
  .string()
  .regex(/^[^\s@]+@[^\s@]+$/, 'is not an email address')
  .max(320)
const loginSchema = z.object({ email, password: z.string() })
const accountSchema = z.object({
  companyName: z.string().min(1).max(1_000),
  email,
  password: z.string().min(1).max(1_000),
})

export function managementSessionRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  const openRoute = open(deployment)
  const { management, world, secrets } = deployment
  const begin = (userId: number): ManagementSession =>
    management.openSession(secrets.hex(64), userId, world.clock.now())

  // [D] talon-one-ts-sdk, test workflow: the first step of its bootstrap. In today's public description no more.
  return [
    openRoute('POST /v1/accounts createAccount', async call => {
      const body = await call.body(accountSchema)
      if (management.findUser(body.email) !== undefined) {
        throw badRequest('user-exists', 'A user with this email exists', {
          hint: 'Open a session with POST /v1/sessions.',
        })
      }
      const user = management.addUser(body.email, body.password)
      return call.json({ userId: user.id, token: begin(user.id).token }, 201)
    }),

    openRoute('POST /v1/sessions createSession', async call => {
      const body = await call.body(loginSchema)
      const user = management.findUser(body.email)
      if (user === undefined || user.password !== body.password) {
        throw invalidKey(
          user === undefined ? 'manager-unknown' : 'wrong-password',
          user === undefined
            ? 'No manager of this sandbox has this email: list them in the world file, or POST /v1/accounts.'
            : 'The password is wrong.',
        )
      }
      const { userId, token, createdAt } = begin(user.id)
      return call.json({ userId, token, created: msToIso(createdAt) }, 201)
    }),

    route('DELETE /v1/sessions destroySession', (call, { token }) => {
      if (token !== undefined) management.closeSession(token)
      return call.nothing()
    }),
  ]
}
