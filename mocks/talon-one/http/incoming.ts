// A request as the routes of this house read it: its path, query and body, and the answers that they give to it.
import type { Context } from 'hono'
import type { z } from 'zod'
import type { Exchange, SandboxEnv } from '../../kit/record-requests.ts'
import type { Deployment } from '../deployment.ts'
import { notFound } from '../errors.ts'
import { type Answer, json, written } from './answer.ts'
import { checkedBody, readBody } from './body.ts'
import { countedPageOf, type Listing, pageOf, readPage } from './paging.ts'
import { Query } from './query.ts'

/** On the express way there is no context, and the body comes later. */
export class Incoming<C extends Exchange = Context<SandboxEnv>> {
  readonly c: C
  readonly deployment: Deployment
  #query: Query | undefined

  constructor(c: C, deployment: Deployment) {
    this.c = c
    this.deployment = deployment
  }

  get query(): Query {
    this.#query ??= new Query(this.c.req.url, this.deployment.settings)
    return this.#query
  }

  /** The journal's seq of the request. */
  get causedBy(): number {
    return this.c.get('requestSeq')
  }

  /** A part of the path. */
  part(name: string): string {
    return this.c.req.param?.(name) ?? ''
  }

  /** An id in the path; what is no id finds nothing. */
  id(name: string): number {
    const id = Number(this.part(name))
    if (/^\d+$/.test(this.part(name)) && Number.isSafeInteger(id)) return id
    throw notFound('not-an-id', `${name} is not the id of anything.`, { parameter: name })
  }

  body<S extends z.ZodType>(this: Incoming, schema: S): Promise<z.output<S>> {
    return readBody(this.c, this.deployment, schema)
  }

  checked<S extends z.ZodType>(body: string, schema: S): z.output<S> {
    return checkedBody(this.c, body, schema)
  }

  json(body: unknown, status: 200 | 201 = 200): Answer {
    return json(body, status)
  }

  nothing(): Answer {
    return written(null, 204)
  }

  csv(text: string): Answer {
    return written(text, 200, 'application/csv')
  }

  /** A list that has no pages. */
  all<T>(items: readonly T[], entity: (item: T) => unknown, status: 200 | 201 = 200): Answer {
    return this.json({ totalResultSize: items.length, data: items.map(entity) }, status)
  }

  page<T, E>(items: Iterable<T>, listing: Listing<T, E>, usual?: number): Answer {
    return this.json(pageOf(items, readPage(this.query, usual), listing))
  }

  counted<T, E>(items: Iterable<T>, listing: Listing<T, E>): Answer {
    return this.json(countedPageOf([...items], readPage(this.query), listing))
  }

  /** [D] withTotalResultSize: counted when it is asked for. */
  pageOrCounted<T, E>(items: Iterable<T>, listing: Listing<T, E>): Answer {
    const isCounted = this.query.boolean('withTotalResultSize') === true
    return isCounted ? this.counted(items, listing) : this.page(items, listing)
  }
}
