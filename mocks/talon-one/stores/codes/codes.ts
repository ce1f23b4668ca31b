// Codes from a pattern: drawn at random while the pattern has room, then without replacement, so that an exhausted pattern is known
// without endless retries. It asks whether a code is taken; it keeps none.
import type { Chance } from '../../../kit/chance.ts'
import { Group } from '../../../kit/kept/group.ts'
import { KeptMap } from '../../../kit/kept/kept-map.ts'
import { KeptMaps } from '../../../kit/kept/kept-maps.ts'

export interface CodeShape {
  pattern: string
  characters: string
}

/** Shared by all patterns with much room: with less than half of the codes taken, 16 misses in a row happen once in 65,536 draws. */
const RANDOM_DRAWS = 16

/** What stands in a pattern for a drawn character. */
const DRAWN = '#'.charCodeAt(0)

/** The draw without replacement over all codes of one shape: a Fisher-Yates shuffle that remembers only what moved. */
interface Shuffle {
  readonly drawn: number
  /** The number of deletions at its start: codes freed since then may have been drawn already. */
  readonly startedAt: number
}

/** The codes that are in use already. */
export interface TakenCodes {
  /** Names within what codes are unique. */
  readonly scope: string
  /** Changes when a code becomes free again. */
  readonly deletions: number
  has(code: string): boolean
}

export class Codes {
  readonly #chance: Chance
  readonly #shuffles = new KeptMap<string, Shuffle>()
  /** Of each shuffle. */
  readonly #moved = new KeptMaps<string, number, number>()
  readonly kept = new Group({ shuffles: this.#shuffles, moved: this.#moved })

  constructor(chance: Chance) {
    this.#chance = chance
  }

  /** A code that is not taken, or undefined when every code of the shape is. */
  draw(shape: CodeShape, taken: TakenCodes): string | undefined {
    for (let draw = 0; draw < RANDOM_DRAWS; draw++) {
      const code = this.random(shape)
      if (!taken.has(code)) return code
    }
    return this.#drawWithoutReplacement(shape, taken)
  }

  /** Any code of the shape, taken or not. */
  random({ pattern, characters }: CodeShape): string {
    const units = new Array<number>(pattern.length)
    for (let at = 0; at < pattern.length; at++) {
      const unit = pattern.charCodeAt(at)
      units[at] = unit === DRAWN ? characters.charCodeAt(this.#chance.int(characters.length)) : unit
    }
    return String.fromCharCode(...units)
  }

  #drawWithoutReplacement(shape: CodeShape, taken: TakenCodes): string | undefined {
    const { deletions } = taken
    const key = JSON.stringify([taken.scope, shape.pattern, shape.characters])
    const size = numberOfCodes(shape)
    let shuffle = this.#shuffles.get(key)
    if (shuffle === undefined || (shuffle.drawn === size && shuffle.startedAt !== deletions)) {
      shuffle = this.#startShuffle(key, deletions)
    }
    for (;;) {
      while (shuffle.drawn < size) {
        const code = codeAt(shape, this.#next(key, shuffle, size))
        shuffle = this.#draw(key, shuffle)
        if (!taken.has(code)) return code
      }
      if (shuffle.startedAt === deletions) return undefined
      shuffle = this.#startShuffle(key, deletions)
    }
  }

  #startShuffle(key: string, startedAt: number): Shuffle {
    const shuffle: Shuffle = { drawn: 0, startedAt }
    this.#moved.clear(key)
    this.#shuffles.set(key, shuffle)
    return shuffle
  }

  #draw(key: string, { drawn, startedAt }: Shuffle): Shuffle {
    const shuffle: Shuffle = { drawn: drawn + 1, startedAt }
    this.#shuffles.set(key, shuffle)
    return shuffle
  }

  #next(key: string, { drawn: here }: Shuffle, size: number): number {
    const moved = this.#moved
    const there = here + this.#chance.int(size - here)
    const picked = moved.get(key, there) ?? there
    moved.set(key, there, moved.get(key, here) ?? here)
    moved.delete(key, here)
    return picked
  }
}

/** One character once, whatever the settings repeat. */
export const uniqueCharacters = (characters: readonly string[]): string =>
  [...new Set(characters.join(''))].join('')

export const numberOfCodes = ({ pattern, characters }: CodeShape): number =>
  characters.length ** (pattern.split('#').length - 1)

function codeAt({ pattern, characters }: CodeShape, index: number): string {
  let rest = index
  let code = ''
  for (const character of pattern) {
    if (character !== '#') {
      code += character
      continue
    }
    code += characters[rest % characters.length]
    rest = Math.floor(rest / characters.length)
  }
  return code
}
