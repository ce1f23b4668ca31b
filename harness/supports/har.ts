// The calls of a HAR, the recording that browsers and proxies write.
import { z } from 'zod'
import type { RecordedCall } from './recorded-call.ts'

const pair = z.object({ name: z.string(), value: z.coerce.string() })
const logSchema = z.object({
  entries: z.array(
    z.object({
      request: z.object({
        method: z.string(),
        url: z.string(),
        headers: z.array(pair).default([]),
        postData: z.object({ text: z.string().optional() }).optional(),
      }),
    }),
  ),
})

export function callsOfHar(log: unknown): RecordedCall[] | undefined {
  const read = logSchema.safeParse(log)
  if (!read.success) return undefined
  return read.data.entries.flatMap(({ request }) => {
    if (!URL.canParse(request.url)) return []
    const { host, pathname, searchParams } = new URL(request.url)
    return {
      method: request.method.toUpperCase(),
      host,
      path: pathname,
      query: [...searchParams],
      headers: Object.fromEntries(request.headers.map(({ name, value }) => [name.toLowerCase(), value])),
      body: request.postData?.text,
    }
  })
}
