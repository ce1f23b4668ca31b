// Reads a JSON text of any size without working on for long: what is large is read in slices, with a pause between them. On
// the way it counts how much the text makes of itself: whoever walks a value level by level has a stack that ends, and a
// member of an object costs a hundred times its bytes.
import { breathe } from '../time/breath.ts'
import { endOfText, JsonContainer, refuseUnlessBlank, SLICE, unexpected } from './json-container.ts'

export interface JsonBounds {
  levels: number
  /** Of all objects together. */
  members: number
  /** Members of one object. */
  width: number
}

export class ExcessiveJson extends Error {
  readonly of: keyof JsonBounds

  constructor(of: keyof JsonBounds) {
    super(`the JSON has more ${of} than are read`)
    this.of = of
  }
}

/** Throws as JSON.parse does, or an `ExcessiveJson`. */
export async function jsonInSlices(text: string, bounds: JsonBounds): Promise<unknown> {
  if (text.length <= SLICE) return jsonAtOnce(text, bounds)
  const reading = new JsonReading(text, bounds)
  for (const _ of reading.steps()) await breathe()
  return reading.value()
}

/** The same of a text that is bounded so that this is short. */
export function jsonAtOnce(text: string, bounds: JsonBounds): unknown {
  const reading = new JsonReading(text, bounds)
  try {
    for (const _ of reading.steps());
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  return JSON.parse(text)
}

/** Undefined where the text is none. */
export function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

class JsonReading {
  readonly #text: string
  readonly #bounds: JsonBounds
  readonly #open: JsonContainer[] = []
  #root: JsonContainer | undefined
  #members = 0

  constructor(text: string, bounds: JsonBounds) {
    this.#text = text
    this.#bounds = bounds
  }

  /** A pause may be made at each. */
  *steps(): Generator<void> {
    let pauseAt = SLICE
    for (let at = 0; at < this.#text.length; at++) {
      at = this.#meet(at)
      if (at < pauseAt) continue
      yield
      pauseAt = at + SLICE
    }
  }

  value(): unknown {
    if (this.#open.length > 0) throw new SyntaxError('Unexpected end of JSON input')
    const root = this.#root
    if (root?.value === undefined) return JSON.parse(this.#text)
    refuseUnlessBlank(this.#text, 0, root.from)
    refuseUnlessBlank(this.#text, root.end, this.#text.length)
    return root.value
  }

  /** Answers where the sign ends: a text is one. */
  #meet(at: number): number {
    switch (this.#text[at]) {
      case '"':
        return endOfText(this.#text, at)
      case ',':
        this.#innermost(at).comma(at)
        return at
      case ':':
        this.#countMember(this.#innermost(at))
        return at
      case '[':
      case '{':
        this.#begin(at)
        return at
      case ']':
      case '}':
        this.#end(at)
        return at
      default:
        return at
    }
  }

  #innermost(at: number): JsonContainer {
    return this.#open.at(-1) ?? unexpected(this.#text, at)
  }

  #begin(at: number): void {
    if (this.#root !== undefined && this.#open.length === 0) unexpected(this.#text, at)
    const container = new JsonContainer(this.#text, at)
    this.#root ??= container
    if (this.#open.push(container) > this.#bounds.levels) throw new ExcessiveJson('levels')
  }

  #end(at: number): void {
    const ended = this.#innermost(at)
    this.#open.pop()
    ended.close(at)
    if (ended.value !== undefined) this.#open.at(-1)?.take(ended)
  }

  #countMember(container: JsonContainer): void {
    if (++container.width > this.#bounds.width) throw new ExcessiveJson('width')
    if (++this.#members > this.#bounds.members) throw new ExcessiveJson('members')
  }
}
