// One operation of the control API as data: where it is, what it takes and answers, and what it does. Mounting is
// `mount.ts`, the description `description.ts`, so that the first request waits for neither.
import { z } from 'zod'
import type { Controlled } from './controlled.ts'

export type Method = 'get' | 'post' | 'put' | 'delete'

/** The valid parts of a request, each in the form that its schema gives it. */
export interface Call<Params, Query, Body> {
  params: Params
  query: Query
  body: Body
  /** Aborted when the caller goes away before the answer. */
  readonly gone: AbortSignal
}

export interface Operation<
  M extends Method = Method,
  Path extends string = string,
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  method: M
  /** With its parameters in braces, as in OpenAPI. */
  path: Path
  /** A client generator's name for it. */
  id: string
  /** What it does, as a sentence. */
  summary: string
  /** Of a question that is asked by POST: the journal does not hold it. */
  changes?: 'nothing'
  params?: Params
  query?: Query
  /** A JSON body; without one, an empty object is judged. */
  body?: Body
  /** What a body looks like that the house itself judges, in its own words: `run` has it as it came. */
  bodyShape?: z.ZodType
  answer: Answer
  run(
    call: Call<z.output<Params>, z.output<Query>, z.output<Body>>,
    sandbox: Controlled,
  ): z.input<Answer> | Promise<z.input<Answer>>
}

/** Infers the types of one operation from its schemas, so that `run` can answer nothing else. */
export function operation<
  const M extends Method,
  const Path extends string,
  Answer extends z.ZodType,
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUnknown,
>(definition: Operation<M, Path, Params, Query, Body, Answer>) {
  return definition
}

export const byId = z.object({ id: z.string() })

export const deleted = z.object({ deleted: z.string() })
