// What a module threw, as one line: it may throw anything, what is no error, and errors that throw when they are looked at.
import { inspect } from 'node:util'
import { shortened } from './shortened.ts'

export function reasonOf(cause: unknown): string {
  const line = textOf(cause)
    .split('\n')
    .map(part => part.trim())
    .filter(part => part !== '')
    .join(' ')
  return shortened(line.replace(/\.$/, ''))
}

/** As it was said, in many lines. */
export function textOf(cause: unknown): string {
  try {
    const message: unknown = cause instanceof Error ? cause.message : undefined
    if (typeof message === 'string')
      return rejectedIn(message) ?? (message || 'it throws an error that says nothing')
    return `it throws ${inspect(cause, { depth: 0 })}`
  } catch {
    return 'it throws what cannot be shown'
  }
}

/** What Node says of a promise that nobody awaits, when it is rejected with something that is no error. */
function rejectedIn(message: string): string | undefined {
  const [before = '', reason] = message.split('The promise rejected with the reason ')
  return reason === undefined || !before.startsWith('This error originated')
    ? undefined
    : `it rejects a promise with ${reason}`
}

/** Of an error of Node's own; empty of anything else. */
export function codeOf(cause: unknown): string {
  try {
    return cause instanceof Error ? String(Reflect.get(cause, 'code')) : ''
  } catch {
    return ''
  }
}
