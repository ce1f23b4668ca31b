// A request that is handed to an emulator in its parts, and its answer: between two houses of one process no Request, Response or stream
// need be made of them. Who cannot answer it so says undefined before anything has happened, and is asked the long way.

export interface HandedRequest {
  readonly method: string
  readonly url: URL
  /** As they would arrive: names in lower case and in order. */
  readonly headers: readonly HandedHeader[]
  readonly body: string | undefined
}

export type HandedHeader = readonly [name: string, value: string]

export interface HandedAnswer {
  readonly status: number
  readonly headers: readonly HandedHeader[]
  readonly body: string
}

/** `causedBy` is the journal's seq of what led to it. */
export type HandIn = (request: HandedRequest, context: { causedBy: number }) => HandedAnswer | undefined

/** Headers as they arrive; undefined for what fetch refuses, or reads in a way of its own. */
export function handedHeaders(headers: readonly HandedHeader[]): HandedHeader[] | undefined {
  const arriving = headers.map(([name, value]): HandedHeader => [name.toLowerCase(), value])
  return arriving.every(([name, value]) => isToken(name) && isOneLine(value)) ? inOrder(arriving) : undefined
}

/** Undefined: one stands twice, and would arrive as a list. */
function inOrder(headers: HandedHeader[]): HandedHeader[] | undefined {
  headers.sort(([one], [other]) => (one < other ? -1 : 1))
  return headers.every(([name], at) => name !== headers[at + 1]?.[0]) ? headers : undefined
}

const isToken = (name: string): boolean => /^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name)
/** Blanks around it would be taken off. */
const isOneLine = (value: string): boolean =>
  /^[\t\x20-\x7e\x80-\xff]*$/.test(value) && value.trim() === value
