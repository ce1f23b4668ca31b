// Code that is loaded when somebody comes to it: a view, a window with its text editors. Not by Suspense, which keeps what has come from
// being seen for a third of a second, so that nothing flickers.
import { useEffect, useState } from 'react'

type Load<T> = () => Promise<T>
type Came<T> = { value: T } | { error: unknown }

const known = new Map<Load<unknown>, Came<unknown>>()

/** Undefined on its way; what goes wrong is thrown while drawing, where the page catches it. */
export function useLoadedCode<T>(load: Load<T>): T | undefined {
  const [, draw] = useState(0)
  const came = known.get(load) as Came<T> | undefined
  useEffect(() => {
    if (known.has(load)) return
    let isOver = false
    const keep = (one: Came<T>) => {
      known.set(load, one)
      if (!isOver) draw(count => count + 1)
    }
    load().then(
      value => keep({ value }),
      error => keep({ error }),
    )
    return () => {
      isOver = true
    }
  }, [load])
  if (came !== undefined && 'error' in came) throw came.error
  return came?.value
}
