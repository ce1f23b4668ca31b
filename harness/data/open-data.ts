// Opens the folder of `--data` for a world: what was kept there goes on, if it is of the same definition and seed.
import { definitionOf, type ReadWorld } from '../world/definition.ts'
import { differenceOf } from './difference.ts'
import { DataFolder, refusal } from './folder.ts'
import type { KeptWorld, Place } from './place.ts'

/** Where a world is kept, and what was kept there before. */
export interface Data {
  readonly place: Place
  readonly kept: KeptWorld | undefined
}

/** That of the first world, in the folder of all. */
export interface FirstData extends Data {
  readonly folder: DataFolder
}

export async function openData(path: string, read: ReadWorld, seed: string): Promise<FirstData> {
  const folder = await DataFolder.open(path)
  try {
    const place = folder.place('first')
    const kept = place.read()
    if (kept !== undefined) refuseOther(path, kept, definitionOf(read), read.begins?.seed ?? seed)
    return { folder, place, kept }
  } catch (error) {
    folder.close()
    throw error
  }
}

function refuseOther(path: string, { saved }: KeptWorld, definition: string, seed: string): void {
  const remedy = 'Start it with the world that is kept there, or choose another folder.'
  if (saved.definition !== definition) {
    const difference = differenceOf(saved.definition, definition)
    throw refusal(path, `another world definition is kept there: ${difference}`, remedy)
  }
  if (saved.seed !== seed) {
    throw refusal(
      path,
      `the seed there is ${JSON.stringify(saved.seed)}, not ${JSON.stringify(seed)}`,
      remedy,
    )
  }
}
