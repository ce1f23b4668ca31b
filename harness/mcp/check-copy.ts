// What is wrong with a world as it stands, or with a file that was given as text.
import { checkSource, failuresOf } from '../check/check-file.ts'
import { seeThrough, worldFindings } from '../check/check-world.ts'
import type { Finding } from '../check/finding.ts'
import { openWorld } from '../life.ts'
import type { ReadWorld } from '../world/definition.ts'
import { placesInside } from '../world/file.ts'
import type { Copy } from './copies.ts'
import { readGivenText } from './given-world.ts'
import { standing } from './search-copy.ts'

/** What was found of a definition the last time, and of which scenarios in it: an assistant asks after every step. */
const FOUND = new WeakMap<ReadWorld, { of: string; findings: Promise<Finding[]> }>()

export function checkCopy(copy: Copy): Promise<Finding[]> {
  const stands = standing(copy)
  const { read } = copy.origin()
  const of = JSON.stringify([copy.id, stands.data.bloomreach?.scenarios])
  const known = FOUND.get(read)
  if (known?.of === of) return known.findings
  const findings = findingsOf(stands, copy.id)
  FOUND.set(read, { of, findings })
  findings.catch(() => FOUND.delete(read))
  return findings
}

async function findingsOf(stands: ReadWorld, id: string): Promise<Finding[]> {
  // Lines of its file would lead astray: its scenarios may have changed since.
  const source = { path: id, ...placesInside(id, path => `${id}: ${path}`) }
  const read = { ...stands, source }
  const life = await openWorld(seeThrough(read))
  try {
    return (await worldFindings(read, life)).findings
  } finally {
    life.world.clock.stop()
  }
}

export async function checkText(text: string): Promise<Finding[]> {
  try {
    return await checkSource(await readGivenText(text))
  } catch (error) {
    return failuresOf(error, 'given.yaml')
  }
}
