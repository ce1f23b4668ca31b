// What is wrong with a world as it stands, or with a file that was given as text.
import { checkSource, failuresOf } from '../check/check-file.ts'
import { seeThrough, worldFindings } from '../check/check-world.ts'
import type { Finding } from '../check/finding.ts'
import { openWorld } from '../life.ts'
import { placesInside } from '../world/file.ts'
import type { Copy } from './copies.ts'
import { readGivenText } from './given-world.ts'
import { asItStands } from './search-copy.ts'

export async function checkCopy(copy: Copy): Promise<Finding[]> {
  // Lines of its file would lead astray: its scenarios may have changed since.
  const source = { path: copy.id, ...placesInside(copy.id, path => `${copy.id}: ${path}`) }
  const read = { ...asItStands(copy), source }
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
