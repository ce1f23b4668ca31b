// Assembly: config to world and doors, and back to nothing.
import { closedDoors, type Doors, type SandboxConfig } from './doors/doors.ts'
import { closeDoors, openDoors } from './doors/open-doors.ts'
import { createRunningWorld, type RunningWorld } from './running/running-world.ts'
import { createStreet } from './running/street.ts'
import { type ReadWorld, readWorld, TUTORIAL_WORLD } from './world/definition.ts'

export interface Assembled extends RunningWorld {
  config: SandboxConfig
  /** The authority of `--tls`, for NODE_EXTRA_CA_CERTS; undefined without. */
  caFile: string | undefined
  stop(): Promise<void>
}

/** `given`: the world of the config, where it was read before. */
export async function assemble(config: SandboxConfig, given?: ReadWorld): Promise<Assembled> {
  const read = given ?? (await readWorld(config.world ?? TUTORIAL_WORLD))
  const doors: Doors = closedDoors()
  const street = createStreet(config, doors, request => world.answers.fetch(request, {}))
  const world = await createRunningWorld(street, read)
  try {
    await openDoors(config, doors, world)
  } catch (error) {
    await world.end()
    throw error
  }
  return {
    ...world,
    config,
    caFile: doors.certificate?.caFile,
    async stop() {
      await world.end()
      await closeDoors(doors)
    },
  }
}

/** The same world once more, with ports of its own: what happens in one, the other does not see. */
export async function fork({ snapshot, config, origin }: Assembled): Promise<Assembled> {
  const text = snapshot()
  const { publicUrl: _, inboxPublicUrl: __, ...own } = config
  const copy = await assemble({ ...own, port: 0, inboxPort: 0, smtpPort: 0 }, origin())
  await copy.restore(text)
  return copy
}
