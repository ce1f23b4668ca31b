// One mail: who, what, when; its HTML in a frame that runs nothing and loads nothing from outside; text, source, headers.

import type { Mail } from '../mail.ts'
import type { MailAddress } from '../mime/addresses.ts'
import type { Attached, MailContent } from '../reading/content.ts'
import { bytes, Layout, Tags, When } from './layout.tsx'

const TABS = { html: 'HTML', text: 'Text', headers: 'Headers', source: 'Source' } as const
type Tab = keyof typeof TABS

/** The wished tab, or the one that shows most. */
export function tabOf(wish: string | undefined, content: MailContent): Tab {
  const available = tabsOf(content)
  return available.find(tab => tab === wish) ?? available[0] ?? 'text'
}

function tabsOf({ html }: MailContent): Tab[] {
  return html === '' ? ['text', 'headers', 'source'] : ['html', 'text', 'headers', 'source']
}

export interface MessagePageProps {
  mail: Mail
  content: MailContent
  tab: Tab
}

export function MessagePage({ mail, content, tab }: MessagePageProps) {
  const parts = [...content.attachments, ...content.inlines, ...content.others]
  return (
    <Layout title={`${mail.subject || '(no subject)'} · Inbox`}>
      <p class="back">
        <a href="/">← All mails</a>
      </p>
      <article class="message">
        <h1>{mail.subject || '(no subject)'}</h1>
        <dl class="envelope">
          <Field name="From" addresses={[mail.from]} />
          <Field name="To" addresses={mail.to} />
          <Field name="Cc" addresses={mail.cc} />
          <Field name="Bcc" addresses={mail.bcc} />
          <Field name="Reply to" addresses={mail.replyTo} />
          <dt>Received</dt>
          <dd>
            <When at={mail.createdAt} /> UTC
          </dd>
          {mail.tags.length > 0 && (
            <>
              <dt>Tags</dt>
              <dd>
                <Tags names={mail.tags} />
              </dd>
            </>
          )}
        </dl>
        <nav class="tabs" aria-label="Views of this mail">
          {tabsOf(content).map(name => (
            <a href={`/view/${mail.id}?tab=${name}`} aria-current={name === tab ? 'page' : undefined}>
              {TABS[name]}
            </a>
          ))}
        </nav>
        {content.isCut && (
          <p class="cut">This mail has more parts, levels or headers than are shown; its source is whole.</p>
        )}
        <Body mail={mail} content={content} tab={tab} />
        {parts.length > 0 && <Parts mail={mail} parts={parts} />}
        <Links targets={content.links} />
        <p class="api">
          As data: <a href={`/api/v1/message/${mail.id}`}>JSON</a> ·{' '}
          <a href={`/view/${mail.id}.html`}>HTML alone</a> ·{' '}
          <a href={`/api/v1/message/${mail.id}/raw?dl=1`}>download .eml</a> ({bytes(mail.raw.length)})
        </p>
      </article>
    </Layout>
  )
}

function Field({ name, addresses }: { name: string; addresses: readonly MailAddress[] }) {
  if (addresses.length === 0) return null
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {addresses.map(({ Name, Address }) => (Name === '' ? Address : `${Name} <${Address}>`)).join(', ')}
      </dd>
    </>
  )
}

function Body({ mail, content, tab }: MessagePageProps) {
  if (tab === 'html') {
    return (
      <iframe
        class="html"
        title="The mail's HTML, without scripts and remote content"
        src={`/view/${mail.id}.html?embed=1`}
        sandbox=""
        referrerpolicy="no-referrer"
      />
    )
  }
  if (tab === 'source') return <Source raw={mail.raw} />
  if (tab === 'text') return <pre class="text">{content.text || '(this mail has no text)'}</pre>
  return (
    <table class="headers">
      <tbody>
        {mail.headers.lines.map(({ name, value }) => (
          <tr>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Enough to read; the rest is in the file. */
const MOST_SOURCE_BYTES = 1_000_000

function Source({ raw }: { raw: Buffer }) {
  return (
    <pre>
      {raw.toString('utf8', 0, MOST_SOURCE_BYTES)}
      {raw.length > MOST_SOURCE_BYTES && '\n… download the .eml for the rest'}
    </pre>
  )
}

function Parts({ mail, parts }: { mail: Mail; parts: readonly Attached[] }) {
  return (
    <section>
      <h2>Attachments</h2>
      <ul class="parts">
        {parts.map(part => (
          <li>
            <a href={`/api/v1/message/${mail.id}/part/${part.id}`}>
              {part.fileName || part.contentId || `part ${part.id}`}
            </a>
            <span>
              {part.type}, {bytes(part.size)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Links in the frame are dead on purpose; here they can be read and followed. */
function Links({ targets }: { targets: readonly string[] }) {
  if (targets.length === 0) return null
  return (
    <section>
      <h2>Links in this mail</h2>
      <ul class="links">
        {targets.map(target => (
          <li>
            <a href={target} rel="noreferrer noopener" target="_blank">
              {target}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
