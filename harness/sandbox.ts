// Assembly: config to worlds and doors, and back to nothing.
import { SandboxError } from '../mocks/kit/sandbox-error.ts'
import { closedDoors, type Doors, type SandboxConfig } from './doors/doors.ts'
import { closeDoors, openDoors } from './doors/open-doors.ts'
import { REAL_TIME, type Timer } from './doors/timer.ts'
import { Crossroads } from './running/crossroads.ts'
import type { RunningWorld } from './running/running-world.ts'
import { createStreet } from './running/street.ts'
import { Worlds } from './running/worlds.ts'
import { type ReadWorld, readWorld, TUTORIAL_WORLD } from './world/definition.ts'

/** Read in when it is wanted: most worlds are kept nowhere. */
async function dataOf({ data, seed, mailpitUrl, smtpUrl }: SandboxConfig, read: ReadWorld) {
  if (data === undefined) return undefined
  if (mailpitUrl !== undefined || smtpUrl !== undefined) throw inboxElsewhere(data)
  const { openData } = await import('./data/open-data.ts')
  return openData(data, read, seed)
}

const inboxElsewhere = (data: string): SandboxError =>
  new SandboxError(
    'inbox-elsewhere',
    `Cannot keep the world in ${data}: its mails are in a Mailpit of its own.`,
    { remedy: 'Leave --mailpit-url and --smtp-url out.' },
  )

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
  const data = await dataOf(config, read)
  const worlds = await Worlds.begin(street, { read, data }, timer).catch((error: unknown) => {
    data?.folder.close()
    throw error
  })
  const crossroads = new Crossroads(worlds, world => world.answers)
  const stop = async () => {
    await worlds.close()
    await worlds.first.end()
    data?.folder.close()
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
