// What a form of file is to the importer: how it is told by its shape, and what reading it gives.

import type { Entry } from './columns.ts'
import type { InputFile } from './input-file.ts'
import type { Pseudonyms } from './personal/pseudonyms.ts'
import type { WorldPart } from './world-part.ts'

export interface ReadingOptions {
  name: string
  pseudonyms: Pseudonyms
}

/** A project's own id, or a secret: what holds its place, and where to say what it stands for. */
export interface Placeholder {
  name: string
  standsFor: string
  fillIn: string
}

export interface WrittenFile {
  /** Relative to the folder that is written to. */
  path: string
  text: string
}

export interface Imported {
  entries: Entry[]
  world: WorldPart
  files?: WrittenFile[]
  placeholders?: Placeholder[]
  /** What is said of the whole, beside the columns. */
  remarks?: string[]
}

export interface Format {
  /** As --as names it. */
  id: string
  /** What people call it. */
  called: string
  /** On what public knowledge reading it rests. */
  grade: string
  recognises(input: InputFile): boolean
  /** Whether it may be read as this form when a person says so. */
  mayBe?(input: InputFile): boolean
  read(input: InputFile, options: ReadingOptions): Imported
}
