// Where this page is: which world it shows, and what its address says. The server knows the same from the path.

const PLACE = /^(?:\/w\/([^/]+))?\/console(?:\/|$)/

const place = PLACE.exec(location.pathname)

/** The world that is shown, as its id stands in addresses. */
export const worldId = place?.[1] === undefined ? 'first' : decodeURIComponent(place[1])

/** What stands before every path of a world; nothing before those of the first. */
export const baseOf = (id: string): string => (id === 'first' ? '' : `/w/${encodeURIComponent(id)}`)

/** Before every path of the world that is shown. */
export const base = baseOf(worldId)

/** The address of a view, of its path such as `/requests/7`. */
export const hrefOf = (path: string): string => `${base}/console${path === '/' ? '' : path}`

/** The path of the view that the browser shows, `/` for the first one. */
export function pathOf(pathname: string): string {
  const path = pathname.slice(`${base}/console`.length)
  let end = path.length
  while (end > 1 && path[end - 1] === '/') end--
  return path.slice(0, end) || '/'
}
