// A mail that was rendered and not sent. Its HTML stands in a frame of an origin of its own.
import { useEffect, useState } from 'react'
import { base } from '../../kit/address.ts'
import { client } from '../../kit/api.ts'
import type { Rendered } from '../forms/use-rendered.ts'
import { Refused } from './refused.tsx'

export function RenderedMail({ rendered, width }: { rendered: Rendered; width: number }) {
  const { to, subject, html } = rendered
  return (
    <div className="stack">
      <Refused rendered={rendered} />
      {typeof subject === 'string' && (
        <dl className="facts">
          <dt>To</dt>
          <dd>{typeof to === 'string' ? to : 'nobody: the customer has no address'}</dd>
          <dt>Subject</dt>
          <dd>{subject}</dd>
        </dl>
      )}
      {typeof html === 'string' && <Framed html={html} width={width} />}
    </div>
  )
}

function Framed({ html, width }: { html: string; width: number }) {
  const [path, setPath] = useState<string>()
  useEffect(() => {
    let isOver = false
    client.scenarios.showMail(html).then(
      answer => isOver || setPath(answer.path),
      () => undefined,
    )
    return () => {
      isOver = true
    }
  }, [html])
  if (path === undefined) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard.
    <section className="drafted-scroll" tabIndex={0} aria-label="The mail as it would look">
      <iframe
        className="drafted-mail"
        title="The mail’s HTML, without scripts and remote content"
        src={base + path}
        sandbox=""
        referrerPolicy="no-referrer"
        style={{ width }}
      />
    </section>
  )
}
