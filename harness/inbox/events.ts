// What happens to the kept mails, told to whoever listens: the clients on the web socket, a page that is open.
import type { Mail } from './mail.ts'

/** [S] Mailpit's names of them. */
export type InboxEvent =
  | { type: 'new'; mail: Mail }
  | { type: 'update'; mail: Mail }
  | { type: 'delete'; id: string }
  /** Mails left that nobody named: the oldest ones, or all. */
  | { type: 'prune' }
  | { type: 'truncate' }

export type InboxListener = (event: InboxEvent) => void

export class InboxEvents {
  readonly #listeners = new Set<InboxListener>()

  /** Answers how to stop listening. */
  listen(listener: InboxListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get areHeard(): boolean {
    return this.#listeners.size > 0
  }

  tell(event: InboxEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
}
