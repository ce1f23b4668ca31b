// Keeps every view live: one event stream of the journal, whose entries say which queries are no longer true. A query's key begins
// with a topic; a topic's queries are asked again when an entry of its kinds arrives.
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { base } from './address.ts'
import { refreshing } from './refreshing.ts'

/** What a query's key begins with. */
export type Topic =
  | 'clock'
  | 'journal'
  | 'requests'
  | 'timeline'
  | 'scenarios'
  | 'bloomreach'
  | 'talon-one'
  | 'inbox'
  | 'faults'
  | 'worlds'

/** Of an entry of each vendor and of the sandbox itself. Whatever happens moves the journal. */
const TOPICS: [prefix: string, topics: Topic[]][] = [
  ['talon-one.', ['talon-one', 'requests']],
  ['bloomreach.', ['bloomreach', 'scenarios', 'requests', 'clock']],
  ['inbox.', ['inbox']],
  ['mail', ['inbox', 'bloomreach']],
  ['sandbox.', ['clock', 'scenarios', 'bloomreach', 'talon-one', 'inbox', 'faults', 'worlds', 'requests']],
  ['clock.', ['clock']],
  ['fault', ['faults']],
]

const EVERYTHING: Topic[] = [...new Set(TOPICS.flatMap(([, topics]) => topics))]

/** Neither a question nor an answer changes anything, though the journal holds both. */
const isSpoken = (kind: string): boolean => / GET$|\.response$/.test(kind)

/** `*` stands for very many. */
function topicsOf(kind: string): Topic[] {
  const own = TOPICS.filter(([prefix]) => kind.startsWith(prefix)).flatMap(([, topics]) => topics)
  return [
    'journal',
    'timeline',
    ...(kind === '*' ? EVERYTHING : isSpoken(kind) ? ['requests' as const] : own),
  ]
}

export type LiveState = 'connecting' | 'live' | 'lost'

let state: LiveState = 'connecting'
const watchers = new Set<() => void>()

function becomes(next: LiveState): void {
  state = next
  for (const tell of watchers) tell()
}

/** Whether what is shown is still kept current. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(
    tell => {
      watchers.add(tell)
      return () => watchers.delete(tell)
    },
    () => state,
  )
}

/** Follows the world for as long as the page is open. The browser resumes a broken stream by itself, at the last entry it saw. */
export function followWorld(queries: QueryClient): void {
  const stream = new EventSource(`${base}/_sandbox/events?as=kinds`)
  const { becomeStale, hide, show } = refreshing<Topic>(topics =>
    Promise.all(topics.map(topic => queries.invalidateQueries({ queryKey: [topic] }))),
  )
  if (document.hidden) hide()
  document.addEventListener('visibilitychange', () => (document.hidden ? hide() : show()))
  stream.addEventListener('open', () => {
    if (state === 'lost') void queries.invalidateQueries()
    becomes('live')
  })
  stream.addEventListener('error', () => becomes('lost'))
  stream.addEventListener('kinds', event => {
    const { kinds } = JSON.parse(event.data) as { kinds: string[] }
    becomeStale(kinds.flatMap(topicsOf), kinds.includes('*') ? 'much' : 'some')
  })
  // The world began anew, or more happened than the journal keeps.
  for (const name of ['reset', 'gap']) stream.addEventListener(name, () => void queries.invalidateQueries())
}
