// Assembly: config to worlds and doors, and back to nothing.
import { closedDoors, type Doors, type SandboxConfig } from './doors/doors.ts'
import { closeDoors, openDoors } from './doors/open-doors.ts'
import { REAL_TIME, type Timer } from './doors/timer.ts'
import { Crossroads } from './running/crossroads.ts'
import type { RunningWorld } from './running/running-world.ts'
import { createStreet } from './running/street.ts'
import { Worlds } from './running/worlds.ts'
import { type ReadWorld, readWorld, TUTORIAL_WORLD } from './world/definition.ts'

export interface Assembled extends RunningWorld {
  /** Those that it shares its server with. */
  worlds: Worlds
  /** The authority of `--tls`, for NODE_EXTRA_CA_CERTS; undefined without. */
  caFile: string | undefined
  stop(): Promise<void>
}

/** `given`: the world of the config, where it was read before. */
export async function assemble(
  config: SandboxConfig,
  given?: ReadWorld,
  timer: Timer = REAL_TIME,
): Promise<Assembled> {
  const read = given ?? (await readWorld(config.world ?? TUTORIAL_WORLD))
  const doors: Doors = closedDoors()
  const street = createStreet({
    config,
    doors,
    worlds: () => worlds,
    fetch: request => crossroads.fetch(request, {}),
  })
  const worlds = await Worlds.begin(street, read, timer)
  const crossroads = new Crossroads(worlds, world => world.answers)
  const stop = async () => {
    await worlds.close()
    await worlds.first.end()
    await Promise.all([street.reader.stop(), closeDoors(doors)])
  }
  try {
    await openDoors(config, doors, { worlds, crossroads })
  } catch (error) {
    await stop()
    throw error
  }
  return { ...worlds.first, worlds, caFile: doors.certificate?.caFile, stop }
}
