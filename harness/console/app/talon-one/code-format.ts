// A code of a campaign's format, as a sample: each `#` of the pattern is one of its characters, everything else stands for itself.

export const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** Always the same for the same format, so that it does not flicker while somebody types. */
export function sampleCode(pattern: string, characters: string): string {
  const signs = [...(characters === '' ? LETTERS_AND_DIGITS : characters)]
  let drawn = 7
  const next = () => {
    drawn = (drawn * 31 + 11) % 9_973
    return signs[drawn % signs.length] ?? '#'
  }
  return [...pattern].map(sign => (sign === '#' ? next() : sign)).join('')
}

/** How many codes a format has, as people count them. */
export function countOfCodes(pattern: string, characters: string): string {
  const signs = new Set(characters === '' ? LETTERS_AND_DIGITS : characters).size
  const count = signs ** [...pattern].filter(sign => sign === '#').length
  return count < 1e15 ? count.toLocaleString('en') : `10^${Math.floor(Math.log10(count))}`
}
