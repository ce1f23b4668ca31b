// What YAML refuses, in the words of a person who writes a file, and what to do about it.
import type { ErrorCode } from 'yaml'

interface Mistake {
  says?: string
  remedy: string
}

const NOT_CLOSED: Mistake = {
  says: 'what was opened with { or [ before is not closed',
  remedy: 'Close it with } or ], and indent its further lines.',
}

const MISTAKES: Partial<Record<ErrorCode, Mistake>> = {
  TAB_AS_INDENT: { says: 'a tab is no indentation', remedy: 'Indent with blanks.' },
  DUPLICATE_KEY: {
    says: 'this key stands there twice',
    remedy: 'Write it once, with all that belongs to it.',
  },
  BAD_INDENT: NOT_CLOSED,
  MISSING_CHAR: { remedy: 'Add what is missing: each quote, { and [ has its end.' },
  BLOCK_AS_IMPLICIT_KEY: {
    says: 'a second ": " stands on one line',
    remedy: 'Write a value with a colon in quotes, or begin a new line.',
  },
  MULTILINE_IMPLICIT_KEY: {
    says: 'a key goes over several lines',
    remedy: 'Write "key: value" with a blank behind the colon, the value in quotes where it goes on.',
  },
  BAD_ALIAS: { remedy: 'Write a value that begins with * in quotes.' },
  BLOCK_IN_FLOW: { says: 'a list with - stands between { and }', remedy: 'Write it as [one, two] there.' },
}

/** Undefined where YAML's own words are the best there are. */
export const yamlMistake = (code: ErrorCode): Mistake | undefined => MISTAKES[code]
