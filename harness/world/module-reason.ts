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
    if (typeof message === 'string') return message || 'it throws an error that says nothing'
    return `it throws ${inspect(cause, { depth: 0 })}`
  } catch {
    return 'it throws what cannot be shown'
  }
}

/** Of an error of Node's own; empty of anything else. */
export function codeOf(cause: unknown): string {
  try {
    return cause instanceof Error ? String(Reflect.get(cause, 'code')) : ''
  } catch {
    return ''
  }
}
