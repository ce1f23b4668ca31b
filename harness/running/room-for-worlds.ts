// How many worlds one server may have, and how much memory may be used when another is made.
import { getHeapStatistics } from 'node:v8'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { Config } from '../config.ts'

/** Of what Node may use; the rest is for what happens in the worlds. */
const SHARE = 0.75

export function expectRoom(
  count: number,
  { worldsCapacity, worldsBytes }: Pick<Config, 'worldsCapacity' | 'worldsBytes'>,
): void {
  if (count >= worldsCapacity) {
    throw new SandboxError(
      'too-many-worlds',
      `Cannot make another world: there are ${count} beside the first, as many as may be.`,
      {
        remedy:
          'Delete some, give them a ttl, or start the sandbox with --worlds-capacity and a larger number.',
      },
    )
  }
  const { heap_size_limit: limit, used_heap_size: heap, external_memory: outside } = getHeapStatistics()
  const most = worldsBytes ?? Math.floor(limit * SHARE)
  const used = heap + outside
  if (used <= most) return
  throw new SandboxError(
    'worlds-too-large',
    `Cannot make another world: ${megabytes(used)} of memory are used, and ${megabytes(most)} may be.`,
    {
      remedy: 'Delete some, or start the sandbox with --worlds-bytes and a larger number.',
    },
  )
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`
