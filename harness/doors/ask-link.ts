// Whether a link of a mail leads anywhere, as far as the sandbox knows: its own pages, and the codes that Talon.One made.
import { STATUS_CODES } from 'node:http'
import type { AskLink } from '../inbox/link-check.ts'

export interface Known {
  /** Where the sandbox's own links begin. */
  origins: () => string[]
  fetch: (request: Request) => Response | Promise<Response>
  knowsCode: (code: string) => boolean
}

export function askLink({ origins, fetch, knowsCode }: Known): AskLink {
  return async url => {
    if (origins().includes(url.origin)) {
      // HEAD counts as no click and no opening.
      const { status } = await fetch(new Request(url, { method: 'HEAD' }))
      return { status, text: STATUS_CODES[status] ?? '' }
    }
    const code = wordsOf(url).find(knowsCode)
    return code === undefined ? undefined : { status: 200, text: `Talon.One knows the code ${code}` }
  }
}

const MOST_WORDS = 50

/** What a shop would read a code from: values of the query, parts of the path. */
const wordsOf = (url: URL): string[] =>
  [...url.searchParams.values(), ...url.pathname.split('/').map(decoded)]
    .filter(word => word.length >= 3 && word.length <= 100)
    .slice(0, MOST_WORDS)

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
