// One mail: who, what, when; its HTML in a frame that runs nothing and loads nothing from outside; text, source, headers.

import { linkTargets } from '../html/text.ts'
import type { Mail, MailContent } from '../mail.ts'
import type { MailAddress } from '../mime/headers.ts'
import { type Part, partBytes } from '../mime/parts.ts'
import { bytes, Layout, Tags, When } from './layout.tsx'

const TABS = { html: 'HTML', text: 'Text', headers: 'Headers', source: 'Source' } as const
type Tab = keyof typeof TABS

/** The wished tab, or the one that shows most. */
export function tabOf(wish: string | undefined, mail: Mail): Tab {
  const available = tabsOf(mail.content)
  return available.find(tab => tab === wish) ?? available[0] ?? 'text'
}

function tabsOf({ html }: MailContent): Tab[] {
  return html === '' ? ['text', 'headers', 'source'] : ['html', 'text', 'headers', 'source']
}

export function MessagePage({ mail, tab }: { mail: Mail; tab: Tab }) {
  const { content } = mail
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
        <Body mail={mail} tab={tab} />
        {parts.length > 0 && <Parts mail={mail} parts={parts} />}
        {content.html !== '' && <Links targets={linkTargets(content.html)} />}
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

function Body({ mail, tab }: { mail: Mail; tab: Tab }) {
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
  if (tab === 'source') return <pre>{mail.raw.toString('utf8')}</pre>
  if (tab === 'text') return <pre class="text">{mail.content.text || '(this mail has no text)'}</pre>
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

function Parts({ mail, parts }: { mail: Mail; parts: readonly Part[] }) {
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
              {part.type}, {bytes(partBytes(mail.raw, part).length)}
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
