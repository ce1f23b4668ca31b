// Undo and redo. What is typed in one go is one step back. Pure.

export interface History<T> {
  past: readonly T[]
  now: T
  future: readonly T[]
  /** Of the last change: another of the same kind joins it. */
  kind: string | undefined
}

const MOST_STEPS = 200

export const historyOf = <T>(now: T): History<T> => ({ past: [], now, future: [], kind: undefined })

/** Changes of one `kind` that follow each other are one step: typing in a field, moving a node by keys. */
export function did<T>(history: History<T>, now: T, kind?: string): History<T> {
  if (now === history.now) return history
  const joins = kind !== undefined && kind === history.kind
  const past = joins ? history.past : [...history.past, history.now].slice(-MOST_STEPS)
  return { past, now, future: [], kind }
}

/** The next change begins a step of its own. */
export const closed = <T>(history: History<T>): History<T> =>
  history.kind === undefined ? history : { ...history, kind: undefined }

export function undone<T>({ past, now, future, kind }: History<T>): History<T> {
  const before = past.at(-1)
  if (before === undefined) return { past, now, future, kind }
  return { past: past.slice(0, -1), now: before, future: [now, ...future], kind: undefined }
}

export function redone<T>({ past, now, future, kind }: History<T>): History<T> {
  const [next, ...later] = future
  if (next === undefined) return { past, now, future, kind }
  return { past: [...past, now], now: next, future: later, kind: undefined }
}
