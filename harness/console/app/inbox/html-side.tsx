// The HTML of a mail in a frame of an origin of its own: nothing runs there, nothing is fetched from outside, and that is said.
import { useState } from 'react'
import { remoteContentIn } from '../../../inbox/html/remote-content.ts'
import { inboxHref } from '../kit/api.ts'
import { SelectField } from '../kit/field.tsx'

const WIDTHS = [
  { value: '', label: 'As wide as there is room' },
  { value: '600', label: 'Desktop client, 600' },
  { value: '390', label: 'Phone, 390' },
]

export function HtmlSide({ id, html }: { id: string; html: string }) {
  const [width, setWidth] = useState('')
  return (
    <div className="stack">
      <div className="filters">
        <SelectField label="Width" value={width} onChange={setWidth} choices={WIDTHS} />
      </div>
      <Blocked html={html} />
      <iframe
        className="mail-frame"
        title="The mail’s HTML, without scripts and remote content"
        src={inboxHref(`/view/${id}.html?embed=1`)}
        sandbox=""
        referrerPolicy="no-referrer"
        style={width === '' ? {} : { width: `${width}px` }}
      />
    </div>
  )
}

function Blocked({ html }: { html: string }) {
  const wanted = remoteContentIn(html)
  if (wanted === 'none') return null
  if (wanted === 'counting pixel')
    return (
      <p className="soft">Looking at it here counts as no open: the pixel that tells of it is not loaded.</p>
    )
  return <p className="note">Remote content is blocked: pictures and fonts from elsewhere are left out.</p>
}
