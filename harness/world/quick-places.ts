// Where the parts of a YAML text were written, by the events of the quick reader: the same places as those of the reader that keeps a
// document, in a tenth of the time. Of what the two do not see alike it says nothing.
import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent } from 'js-yaml'
import { once } from '../../mocks/kit/once.ts'
import type { Path } from './path.ts'
import type { Finder, Found } from './places.ts'

/** Of a text that the quick reader has read; its events are looked for once somebody asks. */
export function quickFinder(text: string): Finder {
  const places = once(() => new QuickPlaces(text))
  return (path, part) => places().find(path, part)
}

/** An event by its number. */
type Node = number

class QuickPlaces {
  readonly #text: string
  readonly #events: readonly Event[]
  /** By the number of an event, the one behind its node. */
  readonly #behind: Uint32Array

  constructor(text: string) {
    this.#text = text
    this.#events = parseEvents(text, {})
    this.#behind = behindEach(this.#events)
  }

  find(path: Path, part: 'key' | 'value'): Found | undefined {
    let node: Node = 1
    let place = this.#placeOf(node)
    for (const step of path) {
      const found = this.#child(node, step)
      if (found === undefined) return place && { offset: place.offset }
      const { key, value } = found
      place = this.#placeOf(part === 'key' && key !== undefined ? key : value)
      node = value
    }
    return place
  }

  #child(node: Node, step: string | number): { key: Node | undefined; value: Node } | undefined {
    const { type } = this.#at(node)
    if (type === EVENT_ID.MAPPING) return this.#pair(node, String(step))
    const value = type === EVENT_ID.SEQUENCE ? this.#item(node, Number(step)) : undefined
    return value === undefined ? undefined : { key: undefined, value }
  }

  #pair(node: Node, name: string): { key: Node; value: Node } | undefined {
    for (let key = node + 1; !this.#isEnd(key); ) {
      const value = this.#next(key)
      const event = this.#at(key)
      if (event.type === EVENT_ID.SCALAR && getScalarValue(this.#text, event) === name) return { key, value }
      key = this.#next(value)
    }
    return undefined
  }

  #item(node: Node, index: number): Node | undefined {
    if (!(index >= 0)) return undefined
    let item = node + 1
    for (let left = index; left > 0 && !this.#isEnd(item); left--) item = this.#next(item)
    return this.#isEnd(item) ? undefined : item
  }

  #placeOf(node: Node): Found | undefined {
    const event = this.#at(node)
    if (event.type === EVENT_ID.SCALAR) return this.#scalarPlace(event)
    return event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE
      ? { offset: event.start }
      : undefined
  }

  /** Nothing of what is not written at all, and of a block whose mark stands beside other words. */
  #scalarPlace({ valueStart, valueEnd, style }: ScalarEvent): Found | undefined {
    const text = this.#text
    switch (style) {
      case SCALAR_STYLE.PLAIN:
        return valueStart === -1
          ? undefined
          : { offset: valueStart, text: { written: text.slice(valueStart, valueEnd), style: 'plain' } }
      case SCALAR_STYLE.SINGLE_QUOTED:
      case SCALAR_STYLE.DOUBLE_QUOTED:
        return {
          offset: valueStart - 1,
          text: { written: text.slice(valueStart - 1, valueEnd + 1), style: 'quoted' },
        }
      default: {
        const offset = blockMark(text, valueStart)
        const kind = style === SCALAR_STYLE.LITERAL_BLOCK ? 'literal' : 'folded'
        return offset === undefined
          ? undefined
          : { offset, text: { written: text.slice(offset, valueEnd), style: kind } }
      }
    }
  }

  #at(node: Node): Event {
    return this.#events[node] as Event
  }

  #isEnd(node: Node): boolean {
    return node >= this.#events.length || this.#at(node).type === EVENT_ID.POP
  }

  #next(node: Node): Node {
    return this.#behind[node] as Node
  }
}

/** "key: |-" on the line before. */
function blockMark(text: string, valueStart: number): number | undefined {
  const end = valueStart - 1
  const line = text.slice(text.lastIndexOf('\n', end - 1) + 1, end).trimEnd()
  const mark = /[|>][-+\d]{0,2}$/.exec(line)
  return mark === null || line.includes('#') ? undefined : text.lastIndexOf('\n', end - 1) + 1 + mark.index
}

function behindEach(events: readonly Event[]): Uint32Array {
  const behind = new Uint32Array(events.length)
  const open: number[] = []
  for (const [number, { type }] of events.entries()) {
    behind[number] = number + 1
    if (type === EVENT_ID.POP) behind[open.pop() ?? 0] = number + 1
    else if (type !== EVENT_ID.SCALAR && type !== EVENT_ID.ALIAS) open.push(number)
  }
  return behind
}
