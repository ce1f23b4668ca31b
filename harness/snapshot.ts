// A whole world as one text, and back: everything that it keeps, what waits in it, and its mails. A text that is cut, altered, of a
// newer sandbox or of another definition is refused, and nothing changes.
import { createHash } from 'node:crypto'
import { SandboxError } from '../mocks/kit/sandbox-error.ts'
import type { StateImage } from '../mocks/kit/state.ts'
import type { DrivenClock } from '../mocks/kit/time/clock.ts'
import type { Live } from './life.ts'
import type { ReadWorld } from './world/definition.ts'

/** Raised when what is saved can no longer be read by a sandbox of before, or the other way round. */
const FORMAT = 1

interface Header {
  format: number
  /** Of the world file, whose settings and doors are no part of the state. */
  definition: string
  /** Of what follows. */
  checksum: string
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

const definitionOf = ({ data }: ReadWorld): string => digest(JSON.stringify(data))

/** All that it keeps. */
export function takeImage({ world }: Live): StateImage {
  refuseWhileBusy(world.clock)
  return world.state.image()
}

export function takeSnapshot({ world }: Live, read: ReadWorld): string {
  refuseWhileBusy(world.clock)
  const body = `${world.state.save()}\n`
  const header: Header = { format: FORMAT, definition: definitionOf(read), checksum: digest(body) }
  return `${JSON.stringify(header)}\n${body}`
}

/** Answers the state. */
export function readSnapshot(snapshot: string, read: ReadWorld): string {
  const [first = '', state = ''] = snapshot.split('\n', 2)
  const header = headerOf(first)
  if (header === undefined) throw refused('it is none', 'Give it what `snapshot` answered.')
  if (header.format !== FORMAT) {
    const wrong = `it is of the format ${JSON.stringify(header.format)}, and this sandbox reads ${FORMAT}`
    throw refused(wrong, 'Use the version of referral-sandbox that took it.')
  }
  if (header.checksum !== digest(snapshot.slice(first.length + 1))) {
    throw refused('it was cut or altered', 'Take it again.')
  }
  if (header.definition !== definitionOf(read)) {
    throw refused(
      'it was taken of another world definition',
      'Start the sandbox with the world that it was taken of.',
    )
  }
  return state
}

/** What a job has half done is no state. */
function refuseWhileBusy(clock: DrivenClock): void {
  if (!clock.isBusy()) return
  throw new SandboxError('world-busy', 'Cannot take a snapshot: something runs in this world.', {
    remedy: 'Wait for `settle` first, and take none from inside a job.',
  })
}

function headerOf(line: string): Partial<Header> | undefined {
  try {
    const header: unknown = JSON.parse(line)
    return typeof header === 'object' && header !== null && 'checksum' in header
      ? (header as Partial<Header>)
      : undefined
  } catch {
    return undefined
  }
}

const refused = (reason: string, remedy: string): SandboxError =>
  new SandboxError('invalid-snapshot', `Cannot restore the snapshot: ${reason}.`, { remedy })
