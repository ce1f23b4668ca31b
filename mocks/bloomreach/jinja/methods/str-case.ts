// Upper and lower case of whole texts, as Python has it.

import { spend } from '../limits.ts'
import { titleCase } from '../values/text.ts'

/** Whether there are cased letters, and all of them are of this case. */
export const isCased = (whole: string, upper: boolean): boolean =>
  CASED.test(whole) && !(upper ? /[\p{Lowercase}\p{Lt}]/u : /[\p{Uppercase}\p{Lt}]/u).test(whole)

/** str.title(): every letter after something that has no case starts a word. */
export function title(whole: string): string {
  spend(whole.length >> 1)
  let result = ''
  let inWord = false
  for (const char of whole) {
    result += inWord ? char.toLowerCase() : titleCase(char)
    inWord = CASED.test(char)
  }
  return result
}

const CASED = /[\p{Lu}\p{Ll}\p{Lt}\p{Lowercase}\p{Uppercase}]/u

export function isTitle(whole: string): boolean {
  spend(whole.length >> 2)
  let inWord = false
  let found = false
  for (const char of whole) {
    const isUpper = /[\p{Uppercase}\p{Lt}]/u.test(char)
    const isLower = !isUpper && /\p{Lowercase}/u.test(char)
    if ((isUpper && inWord) || (isLower && !inWord)) return false
    inWord = isUpper || isLower
    found ||= inWord
  }
  return found
}

export function swapCase(whole: string): string {
  spend(whole.length >> 1)
  return [...whole]
    .map(char => (/\p{Lowercase}/u.test(char) ? char.toUpperCase() : char.toLowerCase()))
    .join('')
}
