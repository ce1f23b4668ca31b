// The calls of a HAR, the recording that browsers and proxies write. An entry that is none is passed over.
import { z } from 'zod'
import type { RecordedCall } from './recorded-call.ts'

const pair = z.object({ name: z.string(), value: z.coerce.string() })
const logSchema = z.object({ entries: z.array(z.unknown()) })
const entrySchema = z.object({
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: z.array(pair).nullish(),
    postData: z.object({ text: z.string().nullish() }).nullish(),
  }),
})

export const callsOfHar = (log: unknown): RecordedCall[] | undefined =>
  logSchema.safeParse(log).data?.entries.flatMap(callOf)

function callOf(entry: unknown): RecordedCall[] {
  const request = entrySchema.safeParse(entry).data?.request
  if (request === undefined || !URL.canParse(request.url)) return []
  const { host, pathname, searchParams } = new URL(request.url)
  const headers = (request.headers ?? []).map(({ name, value }) => [name.toLowerCase(), value])
  return [
    {
      method: request.method.toUpperCase(),
      host,
      path: pathname,
      query: [...searchParams],
      headers: Object.fromEntries(headers),
      body: request.postData?.text ?? undefined,
    },
  ]
}
