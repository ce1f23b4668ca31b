// Addresses: every view has one, below `/console`. A link is a link; within the console it changes the view without a new page.
import { type AnchorHTMLAttributes, type MouseEvent, type ReactNode, useSyncExternalStore } from 'react'
import { hrefOf, pathOf } from './address.ts'

const addressNow = (): string => location.pathname + location.search

const watchers = new Set<() => void>()
const changed = () => {
  shown = addressNow()
  for (const tell of watchers) tell()
}

/** The address of the view that is shown. */
let shown = addressNow()
addEventListener('popstate', () => {
  // Back and forward have left already: who stays goes there once more.
  if (location.pathname !== new URL(shown, location.href).pathname && !mayLeave())
    history.pushState(null, '', shown)
  changed()
})

function watch(tell: () => void): () => void {
  watchers.add(tell)
  return () => watchers.delete(tell)
}

/** The path of the view that is shown, such as `/requests/7`. */
export const usePath = (): string => pathOf(useSyncExternalStore(watch, () => location.pathname))

/** What the address asks for, such as `?tab=headers`; a setter that keeps it in the address without another step of history. */
export function useSearch(): [URLSearchParams, (change: Record<string, string | undefined>) => void] {
  const search = useSyncExternalStore(watch, () => location.search)
  return [
    new URLSearchParams(search),
    change => {
      const next = new URLSearchParams(location.search)
      for (const [name, value] of Object.entries(change)) {
        if (value === undefined || value === '') next.delete(name)
        else next.set(name, value)
      }
      const text = next.toString()
      history.replaceState(history.state, '', location.pathname + (text === '' ? '' : `?${text}`))
      changed()
    },
  ]
}

/** Asked before a view with unsaved work is left; answers whether it may be. */
let mayLeave: () => boolean = () => true
export function guardLeaving(ask: () => boolean): () => void {
  mayLeave = ask
  return () => {
    mayLeave = () => true
  }
}

/** Goes to a view by its path. */
export function navigate(path: string, { replace = false } = {}): void {
  if (!mayLeave()) return
  if (replace) history.replaceState(null, '', hrefOf(path))
  else history.pushState(null, '', hrefOf(path))
  changed()
  scrollTo(0, 0)
}

interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  /** A view's path. */
  to: string
  children: ReactNode
}

export function Link({ to, onClick, ...rest }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (event.defaultPrevented || event.button !== 0 || isForAnother(event)) return
    event.preventDefault()
    navigate(to)
  }
  return <a {...rest} href={hrefOf(to)} onClick={follow} />
}

const isForAnother = ({ metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean =>
  metaKey || ctrlKey || shiftKey || altKey

export type Params = Record<string, string>

/** The parts that `:name` stands for in a pattern such as `/requests/:id`; undefined when the path is another. */
export function matchPath(pattern: string, path: string): Params | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== given.length) return undefined
  const params: Params = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = decoded(value)
    else if (part !== value) return undefined
  }
  return params
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
