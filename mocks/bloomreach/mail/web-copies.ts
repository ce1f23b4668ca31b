// The web copies of mails: what `{{ email.view }}` of a mail leads to. Kept only of mails that link to theirs.
import { KeptMap } from '../../kit/kept/kept-map.ts'
import { viewPath } from '../links/link-path.ts'
import type { OutgoingMail } from '../outside.ts'

/** The newest `webCopiesKept`: the oldest leaves first. */
export class WebCopies {
  readonly #settings: { readonly webCopiesKept: number }
  readonly #copies = new KeptMap<string, string>()
  readonly kept = this.#copies

  constructor({ settings }: { settings: { readonly webCopiesKept: number } }) {
    this.#settings = settings
  }

  keep(mailId: string, { html, text }: Pick<OutgoingMail, 'html' | 'text'>): void {
    const path = viewPath(mailId)
    if (!html?.includes(path) && !text?.includes(path)) return
    this.#copies.set(mailId, html ?? asPage(text ?? ''))
    if (this.#copies.size > this.#settings.webCopiesKept) this.#copies.delete(this.#copies.oldest() ?? '')
  }

  get(mailId: string): string | undefined {
    return this.#copies.get(mailId)
  }
}

const asPage = (text: string): string =>
  `<!doctype html><meta charset="utf-8"><pre>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`
