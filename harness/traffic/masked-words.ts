// Secrets that the sandbox knows, wherever they stand: keys of this world, secret header values, as they are and as a URL has them.
import { HIDDEN } from './secret-names.ts'

/** Shorter ones are words of everyday, as a test's own `key`. */
const SHORTEST = 8
const isWord = (text: string): boolean => /^[\w.~+-]+$/.test(text)

export type MaskWords = (text: string) => string

export function maskWords(secrets: Iterable<string>): MaskWords {
  const long = [...new Set(secrets)].filter(secret => secret.length >= SHORTEST)
  const spelt = long.flatMap(secret => [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ])
  const words = new Set(spelt.filter(isWord))
  const phrases = [...new Set(spelt)].filter(secret => !words.has(secret))
  return text => {
    const without = phrases.reduce((rest, phrase) => rest.replaceAll(phrase, HIDDEN), text)
    return words.size === 0
      ? without
      : without.replaceAll(/[\w.~+-]+/g, word => (words.has(word) ? HIDDEN : word))
  }
}
