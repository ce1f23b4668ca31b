// A mail as it came: its headers, its source.
import { inbox, inboxHref } from '../kit/api.ts'
import { CopyButton } from '../kit/copy-button.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { useAsked } from '../kit/queries.ts'

export function Headers({ id }: { id: string }) {
  const asked = useAsked(['inbox', 'headers', id], () =>
    inbox<Record<string, string[]>>(`/api/v1/message/${id}/headers`),
  )
  return (
    <Loaded of={asked}>
      {headers => (
        <dl className="facts">
          {Object.entries(headers).map(([name, values]) => (
            <div className="fact" key={name}>
              <dt>{name}</dt>
              <dd>{values.join('\n')}</dd>
            </div>
          ))}
        </dl>
      )}
    </Loaded>
  )
}

export function Source({ id }: { id: string }) {
  const path = `/api/v1/message/${id}/raw`
  const asked = useAsked(['inbox', 'source', id], () => inbox<string>(path))
  return (
    <Loaded of={asked}>
      {source => (
        <div className="stack">
          <div className="row">
            <CopyButton text={String(source)} />
            <a className="button small quiet" href={inboxHref(`${path}?dl=1`)} download>
              Download .eml
            </a>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard. */}
          <pre className="mail-text" tabIndex={0}>
            {String(source)}
          </pre>
        </div>
      )}
    </Loaded>
  )
}
