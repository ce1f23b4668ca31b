// The tags of a text of HTML with their attributes, one after the other, in linear time: for what has to be known of a mail without a
// tree of it, on a server as in a browser.

export interface Tag {
  name: string
  attributes: ReadonlyMap<string, string>
  /** What stands in it that is no HTML, such as a style sheet. */
  text: string
}

const RAW = new Set(['style', 'script', 'title', 'textarea', 'xmp'])

export function* tagsIn(html: string): Generator<Tag> {
  const lower = html.toLowerCase()
  let at = lower.indexOf('<')
  while (at !== -1) {
    if (!/[a-z]/.test(lower[at + 1] ?? '')) {
      at = afterAside(lower, at)
      continue
    }
    const tag = tagAt(html, at + 1)
    // One that never ends is left out by a browser, with all that follows.
    if (tag === undefined) return
    const { name, attributes } = tag
    const end = RAW.has(name) ? endOf(lower, `</${name}`, tag.end) : tag.end
    yield { name, attributes, text: html.slice(tag.end, end) }
    at = lower.indexOf('<', end)
  }
}

/** Of what is no tag: a comment, an end, a lonely `<`. */
function afterAside(lower: string, at: number): number {
  const end = lower.startsWith('<!--', at) ? endOf(lower, '-->', at + 4) : at + 1
  return lower.indexOf('<', end)
}

const endOf = (text: string, mark: string, from: number): number => {
  const at = text.indexOf(mark, from)
  return at === -1 ? text.length : at
}

/** Undefined where it never ends. */
function tagAt(html: string, from: number): (Omit<Tag, 'text'> & { end: number }) | undefined {
  const reader = new Reader(html, from)
  const name = reader.take(/[^\s/>]+/y).toLowerCase()
  const attributes = new Map<string, string>()
  for (;;) {
    reader.take(/[\s/]+/y)
    if (reader.isAt('>')) return { name, attributes, end: reader.at + 1 }
    const key = reader.take(/[^\s/>][^\s/>=]*/y).toLowerCase()
    if (key === '') return undefined
    const value = reader.take(/\s*=\s*/y) === '' ? '' : reader.value()
    if (value === undefined) return undefined
    if (!attributes.has(key)) attributes.set(key, value)
  }
}

class Reader {
  readonly #text: string
  at: number

  constructor(text: string, at: number) {
    this.#text = text
    this.at = at
  }

  isAt(character: string): boolean {
    return this.#text[this.at] === character
  }

  /** What fits here, or nothing. */
  take(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.#text)?.[0] ?? ''
    this.at += found.length
    return found
  }

  /** Undefined where its quote never closes. */
  value(): string | undefined {
    const quote = ['"', "'"].find(one => this.isAt(one))
    if (quote === undefined) return this.take(/[^\s>]+/y)
    const from = this.at + 1
    const end = this.#text.indexOf(quote, from)
    if (end === -1) return undefined
    this.at = end + 1
    return this.#text.slice(from, end)
  }
}
