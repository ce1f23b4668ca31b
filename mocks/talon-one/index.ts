// The public face of the Talon.One emulator: one deployment, all its real paths, and the world it starts with.
import type { Hono } from 'hono'
import type { HandIn } from '../kit/handed-in.ts'
import { once } from '../kit/once.ts'
import type { SandboxEnv } from '../kit/record-requests.ts'
import type { World } from '../kit/world.ts'
import { createApp } from './app.ts'
import { createDeployment, type Deployment } from './deployment.ts'
import type { ExpressWay } from './http/express.ts'
import type { OperationList } from './http/operation-list.ts'
import { hasExpired } from './instant.ts'
import { loadWorld } from './load.ts'
import { loadCodes } from './operations/codes/load-codes.ts'
import { findCoupon } from './rules/coupon-rules.ts'
import { findReferral } from './rules/referral-rules.ts'
import type { Platform } from './schemas/api-key.ts'
import { resolveSettings, type TalonOneSettings } from './settings.ts'
import type { NotificationFetch } from './stores/notifications.ts'
import type { LoadedTalonOneWorld, TalonOneWorld } from './world-schema.ts'

export { answerFields } from './http/answer-fields.ts'
export { TALON_ONE_REASONS, type TalonOneReason } from './reasons.ts'
export { PLATFORMS } from './schemas/api-key.ts'
export type { TalonOneSettings } from './settings.ts'
export {
  type Delivery,
  NOTIFICATIONS,
  type NotificationFetch,
  type NotificationName,
  type Subscription,
} from './stores/notifications.ts'
export { environmentOf } from './stores/profiles.ts'
export { type LoadedTalonOneWorld, type TalonOneWorld, talonOneWorldSchema } from './world-schema.ts'

export interface TalonOne extends Deployment {
  readonly app: Hono<SandboxEnv>
  /** For an HTTP server: takes the requests that come by thousands past the app, and says whether it did. */
  readonly express: ExpressWay
  /** For who is in the same process: the same without a socket. */
  readonly handIn: HandIn
  /** Fills the stores; the answer is the same world with generated keys filled in. */
  load(data: TalonOneWorld): Promise<LoadedTalonOneWorld>
  operations(): ReturnType<OperationList['names']>
  /** The first Management key that has not expired; empty in a world without one. */
  readonly managementKey: string
  /** Whether a referral or a coupon of any Application has this code. */
  knowsCode(code: string): boolean
  /** The first key of this platform in the first Application that has not expired. */
  keyFor(platform: Platform): string | undefined
}

export function createTalonOne(
  world: World,
  options: { settings?: Partial<TalonOneSettings>; fetch?: NotificationFetch } = {},
): TalonOne {
  const deployment = createDeployment(world, resolveSettings(options.settings), options.fetch)
  const built = once(() => createApp(deployment))
  // The app declares its operations.
  world.faults.whenAsked(() => built().app())
  const isCurrent = (key: { expires: string }) => !hasExpired(key, world.clock.now())
  const talonOne = Object.assign(deployment, {
    express: (...exchange: Parameters<ExpressWay>) => built().express(...exchange),
    handIn: (...exchange: Parameters<HandIn>) => built().handIn(...exchange),
    load: (data: TalonOneWorld) => loadWorld(deployment, data, loadCodes),
    operations: () => built().operations.names(),
    knowsCode: (code: string) =>
      deployment.applications
        .list()
        .some(
          application =>
            findReferral(deployment, application, code) !== undefined ||
            findCoupon(deployment, application, code) !== undefined,
        ),
    keyFor(platform: Platform) {
      const [application] = deployment.applications.list()
      const keys = application === undefined ? [] : deployment.apiKeys.ofApplication(application.id)
      return keys.find(key => key.platform === platform && isCurrent(key))?.key
    },
  })
  return Object.defineProperties(talonOne as TalonOne, {
    app: { get: () => built().app() },
    managementKey: { get: () => deployment.management.keys().find(isCurrent)?.key ?? '' },
  })
}
