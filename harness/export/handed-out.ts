// What an export in files is: files, what has to be done by hand, and what is worth knowing.
import type { WrittenFile } from '../import/format.ts'

export interface HandedOut {
  files: WrittenFile[]
  /** What could not be written, a line each. */
  byHand: string[]
  remarks: string[]
}

/** In lower case with hyphens, for a file's name. */
export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60) || 'unnamed'

export const jsonFile = (path: string, value: unknown): WrittenFile => ({
  path,
  text: `${JSON.stringify(value, null, 2)}\n`,
})
