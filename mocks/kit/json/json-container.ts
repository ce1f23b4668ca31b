// A list or an object of a JSON text whose elements are read some at a time: a run of them, by JSON.parse, once it is long.

export const SLICE = 65_536

export class JsonContainer {
  readonly #text: string
  readonly #isList: boolean
  readonly from: number
  end = 0
  /** How many members were met. */
  width = 0
  /** Undefined as long as nothing of it was read; what is short is read with what contains it. */
  value: unknown[] | Record<string, unknown> | undefined
  /** Where that begins which is not read yet. */
  #run: number
  #comma: number | undefined
  /** Set behind an element that was read alone: up to the next comma there may be nothing. */
  #gap: number | undefined

  constructor(text: string, from: number) {
    this.#text = text
    this.#isList = text[from] === '['
    this.from = from
    this.#run = from + 1
  }

  comma(at: number): void {
    if (this.#gap !== undefined || at - this.#run > SLICE) {
      this.#read(at)
      this.#run = at + 1
    }
    this.#comma = at
  }

  close(at: number): void {
    if ((this.#text[at] === ']') !== this.#isList) unexpected(this.#text, at)
    this.end = at + 1
    if (this.value === undefined && at - this.from <= SLICE) return
    const isEmpty = this.#comma === undefined && this.#gap === undefined
    if (isEmpty && isBlank(this.#text, this.#run, at)) this.value = this.#begun()
    else this.#read(at)
  }

  /** An element that was read alone, as it ends. */
  take(element: JsonContainer): void {
    if (this.#gap !== undefined) unexpected(this.#text, element.from)
    const comma = this.#comma ?? -1
    if (comma >= this.#run) this.#read(comma)
    const lead = this.#text.slice(Math.max(this.#run, comma + 1), element.from)
    const value = this.#begun()
    if (Array.isArray(value)) {
      refuseUnlessBlank(lead, 0, lead.length)
      value.push(element.value)
    } else put(value, nameIn(lead), element.value)
    this.#gap = element.end
  }

  #begun(): unknown[] | Record<string, unknown> {
    this.value ??= this.#isList ? [] : {}
    return this.value
  }

  #read(to: number): void {
    if (this.#gap !== undefined) {
      refuseUnlessBlank(this.#text, this.#gap, to)
      this.#gap = undefined
      return
    }
    if (isBlank(this.#text, this.#run, to)) unexpected(this.#text, to)
    const run = this.#text.slice(this.#run, to)
    const value = this.#begun()
    if (Array.isArray(value)) value.push(...(JSON.parse(`[${run}]`) as unknown[]))
    else for (const [name, member] of Object.entries(JSON.parse(`{${run}}`))) put(value, name, member)
  }
}

/** `"name":` */
function nameIn(lead: string): string {
  const colon = lead.lastIndexOf(':')
  const name: unknown = JSON.parse(lead.slice(0, Math.max(colon, 0)))
  refuseUnlessBlank(lead, colon + 1, lead.length)
  return typeof name === 'string' ? name : unexpected(lead, 0)
}

/** A name that an assignment would not make is made as JSON.parse makes it. */
function put(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') object[name] = value
  else Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true })
}

/** The quotation mark that ends the text which begins here; the end of everything where none does. */
export function endOfText(text: string, from: number): number {
  let end = text.indexOf('"', from + 1)
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end === -1 ? text.length : end
}

function isEscaped(text: string, at: number): boolean {
  let before = at - 1
  while (text[before] === '\\') before--
  return (at - before) % 2 === 0
}

const NOT_BLANK = /[^ \t\n\r]/

const isBlank = (text: string, from: number, to: number): boolean => !NOT_BLANK.test(text.slice(from, to))

export function refuseUnlessBlank(text: string, from: number, to: number): void {
  if (!isBlank(text, from, to)) unexpected(text, from + text.slice(from, to).search(NOT_BLANK))
}

export function unexpected(text: string, at: number): never {
  throw new SyntaxError(`Unexpected token ${JSON.stringify(text[at] ?? '')} in JSON at position ${at}`)
}
