/** @jsxImportSource hono/jsx */
// The pages that a mail leads to: consents, one mail's unsubscription, and a plain notice.
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { STYLE } from './style.ts'

function Page({ title, children }: { title: string; children?: Child }) {
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  )
  return html`<!doctype html>${page}`
}

export interface ConsentChoice {
  id: string
  name: string
  description: string
  granted: boolean
}

interface ConsentPageProps {
  /** The customer's address, or another id that they know. */
  recipient: string
  choices: ConsentChoice[]
  saved: boolean
}

export function ConsentPage({ recipient, choices, saved }: ConsentPageProps) {
  return (
    <Page title="Your communication preferences">
      <p class="soft">
        For <strong>{recipient}</strong>
      </p>
      {saved && (
        <p class="saved" role="status">
          Your preferences are saved.
        </p>
      )}
      {choices.length === 0 ? (
        <p>There is nothing to choose: this project has no consent categories.</p>
      ) : (
        <form method="post">
          <fieldset>
            <legend>I want to hear about</legend>
            {choices.map(choice => (
              <Choice {...choice} />
            ))}
          </fieldset>
          <div class="buttons">
            <button type="submit" name="action" value="save">
              Save preferences
            </button>
            <button type="submit" name="action" value="unsubscribe-from-all" class="second">
              Unsubscribe from all
            </button>
          </div>
        </form>
      )}
    </Page>
  )
}

function Choice({ id, name, description, granted }: ConsentChoice) {
  return (
    <label>
      <input type="checkbox" name="category" value={id} checked={granted} />
      <span>{name}</span>
      {description !== '' && <small>{description}</small>}
    </label>
  )
}

/** RFC 8058: following the link with GET must change nothing, so the person confirms. */
export function UnsubscribePage({ what, recipient }: { what: string; recipient: string }) {
  return (
    <Page title="Unsubscribe">
      <p>
        <strong>{recipient}</strong> will get no more {what}.
      </p>
      <form method="post">
        <button type="submit" name="confirm" value="yes">
          Unsubscribe
        </button>
      </form>
    </Page>
  )
}

export function NoticePage({ title, text, status }: { title: string; text: string; status?: boolean }) {
  return (
    <Page title={title}>
      <p role={status ? 'status' : undefined}>{text}</p>
    </Page>
  )
}
