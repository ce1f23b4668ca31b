// One mail: who, what, when; its HTML in a frame that runs nothing and loads nothing from outside; text, source, headers.

import { remoteContentIn } from '../html/remote-content.ts'
import type { Mail } from '../mail.ts'
import type { MailAddress } from '../mime/addresses.ts'
import type { Attached, MailContent } from '../reading/content.ts'
import { useBase } from './base.ts'
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
  /** The mails before and after it in the list. */
  newer: Mail | undefined
  older: Mail | undefined
  /** The page with its customer's story, where there is one. */
  story: string | undefined
}

export function MessagePage({ mail, content, tab, newer, older, story }: MessagePageProps) {
  const parts = [...content.attachments, ...content.inlines, ...content.others]
  const base = useBase()
  return (
    <Layout title={`${mail.subject || '(no subject)'} · Inbox`}>
      <nav class="back" aria-label="Mails">
        <a href={`${base}/`}>← All mails</a>
        {newer === undefined ? <span /> : <a href={`${base}/view/${newer.id}`}>Newer</a>}
        {older === undefined ? <span /> : <a href={`${base}/view/${older.id}`}>Older</a>}
        <button type="button" data-action="unread" data-id={mail.id} data-next={`${base}/`}>
          Mark unread
        </button>
        <button
          type="button"
          data-action="delete"
          data-id={mail.id}
          data-next={older === undefined ? `${base}/` : `${base}/view/${older.id}`}
        >
          Delete
        </button>
      </nav>
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
          {story !== undefined && (
            <>
              <dt>Customer</dt>
              <dd>
                <a href={story}>How it came to this mail</a>
              </dd>
            </>
          )}
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
            <a href={`${base}/view/${mail.id}?tab=${name}`} aria-current={name === tab ? 'page' : undefined}>
              {TABS[name]}
            </a>
          ))}
        </nav>
        {content.isCut && (
          <p class="cut">This mail has more parts, levels or headers than are shown; its source is whole.</p>
        )}
        {tab === 'html' && remoteContentIn(content.html) === 'content' && (
          <p class="cut">Remote content is not loaded: pictures and fonts from elsewhere are left out.</p>
        )}
        <Body mail={mail} content={content} tab={tab} />
        {parts.length > 0 && <Parts mail={mail} parts={parts} />}
        <Links targets={content.links} />
        <p class="api">
          As data: <a href={`${base}/api/v1/message/${mail.id}`}>JSON</a> ·{' '}
          <a href={`${base}/view/${mail.id}.html`}>HTML alone</a> ·{' '}
          <a href={`${base}/api/v1/message/${mail.id}/raw?dl=1`}>download .eml</a> ({bytes(mail.raw.length)})
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

function Body({ mail, content, tab }: Pick<MessagePageProps, 'mail' | 'content' | 'tab'>) {
  const base = useBase()
  if (tab === 'html') {
    return (
      <iframe
        class="html"
        title="The mail's HTML, without scripts and remote content"
        src={`${base}/view/${mail.id}.html?embed=1`}
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
  const base = useBase()
  return (
    <section>
      <h2>Attachments</h2>
      <ul class="parts">
        {parts.map(part => (
          <li>
            <a href={`${base}/api/v1/message/${mail.id}/part/${part.id}`}>
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

const MOST_LINKS = 500

/** Links in the frame are dead on purpose; here they can be read and followed. */
function Links({ targets }: { targets: readonly string[] }) {
  if (targets.length === 0) return null
  return (
    <section>
      <h2>Links in this mail</h2>
      <ul class="links">
        {targets.slice(0, MOST_LINKS).map(target => (
          <li>
            <a href={target} rel="noreferrer noopener" target="_blank" data-outside="">
              {target}
            </a>
          </li>
        ))}
      </ul>
      {targets.length > MOST_LINKS && <p>and {targets.length - MOST_LINKS} more</p>}
    </section>
  )
}
