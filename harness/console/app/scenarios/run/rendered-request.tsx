// A request that was rendered and not sent; secrets are hidden.
import type { Rendered } from '../forms/use-rendered.ts'
import { Refused } from './refused.tsx'

export function RenderedRequest({ rendered }: { rendered: Rendered }) {
  const { method, url, body, headers } = rendered
  return (
    <div className="stack">
      <Refused rendered={rendered} />
      {typeof url === 'string' && (
        <pre className="request">
          {[`${method} ${url}`, ...headersOf(headers)].join('\n')}
          {typeof body === 'string' && `\n\n${body}`}
        </pre>
      )}
    </div>
  )
}

const headersOf = (headers: unknown): string[] =>
  Array.isArray(headers) ? headers.map(({ name, value }) => `${name}: ${value}`) : []
