// What the routes of the control API are made of, and what they are given.
import { z } from '@hono/zod-openapi'
import type { Bloomreach } from '../../mocks/bloomreach/index.ts'
import type { DrivenClock } from '../../mocks/kit/clock.ts'
import type { World } from '../../mocks/kit/world.ts'
import type { TalonOne } from '../../mocks/talon-one/index.ts'

/** What the control API needs of the sandbox it drives; `live` is exchanged by a reset. */
export interface Controlled {
  live(): { world: World & { clock: DrivenClock }; talonOne: TalonOne; bloomreach: Bloomreach }
  ready(): Ready
  reset(): Promise<void>
}

export interface Ready {
  ready: true
  http: string
  inbox: string
  smtp: string
  version: string
  clock: { mode: string; now: string }
}

export const ok = (description: string) => ({
  200: { description, content: { 'application/json': { schema: z.any() } } },
})

export const body = <S extends z.ZodType>(schema: S) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})

export const idParam = { params: z.object({ id: z.string() }) }
