// A piece of what a world keeps. Whatever it holds is replaced and never changed in place, so that two worlds can hold it in common.

/** Where something stands inside a part, from the outside in: a key, perhaps a key within that. Of a cell: nothing. */
export type Path = readonly (number | string)[]

/** Hears of a change when it is made; undefined is what is not there. */
export type Tell = (path: Path, before: unknown, after: unknown) => void

/** What a world keeps for those who look, and no vendor has: it goes into images and texts, and its changes are nobody's news. */
export interface Aside<Image = unknown, Plain = unknown> {
  /** What it holds, at the cost of a few pointers: the part copies a container before it writes to it again. */
  image(): Image
  /** Holds what an image holds, and leaves the image as it is. */
  restore(image: Image): void
  /** The same as plain data, for a text that is written at once. */
  save(): Plain
  /** Holds what was saved, which is its own from now on. */
  load(plain: Plain): void
}

/** What a vendor would keep: whoever listens hears of each change, and can do it again. */
export interface Part<Image = unknown, Plain = unknown> extends Aside<Image, Plain> {
  /** Tells of each change from now on; undefined ends it. */
  listen(tell: Tell | undefined): void
  /** Does again what somebody heard of. */
  put(path: Path, after: unknown): void
  /** Tells of what changes too often to be told each time. */
  poll?(): void
  /** After `put`: what is made of what it holds is made anew. */
  anew?(): void
}

export const isPart = (kept: Aside): kept is Part => 'listen' in kept
