// A whole world as one text, and back: everything that it keeps, what waits in it, and its mails. A text that is cut, altered, of a
// newer sandbox or of another definition is refused, and nothing changes.
import { createHash } from 'node:crypto'
import { SandboxError } from '../mocks/kit/sandbox-error.ts'
import { readAgain, written } from '../mocks/kit/written.ts'
import type { InboxRoom, SavedInbox } from './inbox/room.ts'
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

export interface SavedWorld {
  state: string
  inbox: SavedInbox
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

const definitionOf = ({ data }: ReadWorld): string => digest(JSON.stringify(data))

/** Refused while something runs: what a job has half done is no state. */
export function takeSnapshot({ world }: Live, inbox: InboxRoom, read: ReadWorld): string {
  if (world.clock.isBusy()) {
    throw new SandboxError('world-busy', 'Cannot take a snapshot: something runs in this world.', {
      remedy: 'Wait for `settle` first, and take none from inside a job.',
    })
  }
  const body = `${world.state.save()}\n${written(inbox.save())}\n`
  const header: Header = { format: FORMAT, definition: definitionOf(read), checksum: digest(body) }
  return `${JSON.stringify(header)}\n${body}`
}

export function readSnapshot(snapshot: string, read: ReadWorld): SavedWorld {
  const [first = '', state = '', inbox = ''] = snapshot.split('\n', 3)
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
  return { state, inbox: readAgain(inbox) as SavedInbox }
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
