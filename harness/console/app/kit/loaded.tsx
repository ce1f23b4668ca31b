// What is asked, on its way: nothing at first, then that it takes a while, what is wrong, or what came.
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Problem } from './problem.tsx'

interface Props<T> {
  of: UseQueryResult<T>
  children: (data: T) => ReactNode
}

export function Loaded<T>({ of, children }: Props<T>) {
  if (of.error !== null) return <Problem error={of.error} />
  if (of.data === undefined)
    return (
      <div className="loading" role="status">
        Loading…
      </div>
    )
  return children(of.data)
}
