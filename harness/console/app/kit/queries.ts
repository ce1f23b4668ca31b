// How a view asks and does something.
import { type QueryKey, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Topic } from './live.ts'
import { queries } from './store.ts'
import { showProblem, toast } from './toasts.tsx'

/** Asks, and asks again when something of the key's topic happens: `useAsked(['clock'], () => client.clock.state())`. */
export const useAsked = <T>(key: readonly [Topic, ...QueryKey], ask: () => Promise<T>) =>
  useQuery({ queryKey: key, queryFn: ask, placeholderData: kept => kept })

/** The same, before the view that needs it is there. */
export const askAhead = <T>(key: readonly [Topic, ...QueryKey], ask: () => Promise<T>): void =>
  void queries.prefetchQuery({ queryKey: key, queryFn: ask })

interface Doing<T, V> {
  /** What a toast says when it is done; nothing unless told. */
  said?: string | ((done: T, input: V) => string)
  /** Asked again at once, before the stream tells of it. */
  topics?: readonly Topic[]
  after?: (done: T, input: V) => void
  /** `form`: the caller shows the error itself, from `error` of what is answered; otherwise a toast does. */
  problems?: 'toast' | 'form'
}

/** Does something: `const save = useDoing(input => client.x(input), { said: 'Saved.' })`, then `save.mutate(input)`. */
export function useDoing<T, V = void>(
  run: (input: V) => Promise<T>,
  { said, topics = [], after, problems = 'toast' }: Doing<T, V> = {},
) {
  const store = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess(done, input) {
      for (const topic of topics) void store.invalidateQueries({ queryKey: [topic] })
      if (said !== undefined) toast(typeof said === 'function' ? said(done, input) : said)
      after?.(done, input)
    },
    onError(error) {
      if (problems === 'toast') showProblem(error)
    },
  })
}
