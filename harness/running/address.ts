// How a request names its world: `/w/<id>` before its path, or a header. Nearly every request names none and is the first world's.

export const WORLD_HEADER = 'x-sandbox-world'

/** The world that a server was started with. */
export const FIRST = 'first'

export interface Address {
  id: string
  /** Path and query behind it, as the world itself has them. */
  rest: string
}

const PREFIX = '/w/'
const W = PREFIX.charCodeAt(1)
const SLASH = PREFIX.charCodeAt(2)

/** On the path of every call. */
export const isAddressed = (path: string): boolean =>
  path.charCodeAt(1) === W && path.charCodeAt(2) === SLASH && path.charCodeAt(0) === SLASH

/** What stands before every path of a world. */
export const baseOf = (id: string): string => (id === FIRST ? '' : PREFIX + id)

/** Of a path with its query; undefined when it names no world. */
export function addressOf(path: string): Address | undefined {
  if (!isAddressed(path)) return undefined
  const end = path.slice(PREFIX.length).search(/[/?]/)
  if (end === -1) return { id: path.slice(PREFIX.length), rest: '/' }
  const rest = path.slice(PREFIX.length + end)
  return {
    id: path.slice(PREFIX.length, PREFIX.length + end),
    rest: rest.startsWith('/') ? rest : `/${rest}`,
  }
}
