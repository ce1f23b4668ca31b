// The kept mails, newest first for readers: a ring of the newest `capacity`, found by id, with tags and read marks.
import { invariant } from '../../mocks/kit/invariant.ts'
import type { InboxEvents } from './events.ts'
import { Mail } from './mail.ts'
import { cleanTag, uniqueTags } from './tags.ts'

export interface PruneNotice {
  /** Mails dropped since the last notice. */
  pruned: number
  /** Mails dropped since the inbox started. */
  total: number
  capacity: number
  /** Bytes kept at most. */
  maxBytes: number
}

export class Mailbox {
  readonly capacity: number
  readonly maxBytes: number
  readonly #onPrune: (notice: PruneNotice) => void
  readonly #events: Pick<InboxEvents, 'tell'>
  #byId = new Map<string, Mail>()
  /** Live iterator over #byId: its next value is always the oldest kept mail. */
  #oldest = this.#byId.values()
  #newestFirst: Mail[] | undefined
  #unread = 0
  #bytes = 0
  #deleted = 0
  #pruned = 0
  #announced = 0
  /** Lower-case name to the spelling in use and the ids that carry it. */
  #tags = new Map<string, { name: string; ids: Set<string> }>()

  constructor(
    limits: { capacity: number; maxBytes: number },
    onPrune: (notice: PruneNotice) => void = () => {},
    events: Pick<InboxEvents, 'tell'> = { tell: () => {} },
  ) {
    this.capacity = limits.capacity
    this.maxBytes = limits.maxBytes
    this.#onPrune = onPrune
    this.#events = events
  }

  /** The mails as they came, and what was done with them since. */
  save() {
    const mails = [...this.#byId.values()].map(({ id, createdAt, raw, username, read, tags }) => {
      return { id, createdAt, raw, username, read, tags }
    })
    return {
      mails,
      tags: this.#tags,
      deleted: this.#deleted,
      pruned: this.#pruned,
      announced: this.#announced,
    }
  }

  /** Who looks on begins again: the mails that they knew are gone. */
  restore({ mails, tags, deleted, pruned, announced }: ReturnType<Mailbox['save']>): void {
    this.clear()
    for (const { read, tags: own, ...kept } of mails) {
      const mail = Object.assign(Mail.from(kept), { read, tags: own })
      this.#byId.set(mail.id, mail)
      this.#bytes += mail.raw.length
      if (!read) this.#unread++
    }
    this.#tags = tags
    this.#deleted = deleted
    this.#pruned = pruned
    this.#announced = announced
  }

  get size(): number {
    return this.#byId.size
  }

  get unread(): number {
    return this.#unread
  }

  /** Sum of the raw sizes. */
  get bytes(): number {
    return this.#bytes
  }

  /** Deleted and pruned since the start. */
  get deleted(): number {
    return this.#deleted
  }

  get(id: string): Mail | undefined {
    return this.#byId.get(id)
  }

  newestFirst(): readonly Mail[] {
    this.#newestFirst ??= [...this.#byId.values()].reverse()
    return this.#newestFirst
  }

  add(mail: Mail, tags: readonly string[]): void {
    this.#byId.set(mail.id, mail)
    this.#newestFirst = undefined
    this.#unread++
    this.#bytes += mail.raw.length
    if (tags.length > 0) this.setTags(mail.id, tags)
    this.#events.tell({ type: 'new', mail })
    if (!this.#isOverfull()) return
    while (this.#isOverfull()) this.#prune()
    this.#events.tell({ type: 'prune' })
  }

  /** The newest mail stays, however large. */
  #isOverfull(): boolean {
    return this.#byId.size > this.capacity || (this.#bytes > this.maxBytes && this.#byId.size > 1)
  }

  /** The bound is exact. Announced at the first drop, then once for every hundredth of the capacity. */
  #prune(): void {
    const { value } = this.#oldest.next()
    invariant(value !== undefined, 'a mailbox over its bounds has an oldest mail')
    this.#drop(value)
    this.#pruned++
    const batch = Math.max(1, Math.floor(this.capacity / 100))
    if (this.#announced > 0 && this.#pruned - this.#announced < batch) return
    const { capacity, maxBytes } = this
    this.#onPrune({ pruned: this.#pruned - this.#announced, total: this.#pruned, capacity, maxBytes })
    this.#announced = this.#pruned
  }

  #drop(mail: Mail): void {
    this.#byId.delete(mail.id)
    this.#newestFirst = undefined
    if (!mail.read) this.#unread--
    this.#bytes -= mail.raw.length
    this.#deleted++
    for (const tag of mail.tags) this.#untag(mail.id, tag)
  }

  delete(ids: Iterable<string>): void {
    for (const id of ids) {
      const mail = this.#byId.get(id)
      if (mail === undefined) continue
      this.#drop(mail)
      this.#events.tell({ type: 'delete', id })
    }
  }

  clear(): void {
    this.#deleted += this.#byId.size
    this.#byId = new Map()
    this.#oldest = this.#byId.values()
    this.#newestFirst = undefined
    this.#unread = 0
    this.#bytes = 0
    this.#tags.clear()
    this.#events.tell({ type: 'truncate' })
  }

  markRead(mail: Mail, read: boolean): void {
    if (mail.read === read) return
    mail.read = read
    this.#unread += read ? -1 : 1
    this.#events.tell({ type: 'update', mail })
  }

  tagNames(): string[] {
    return [...this.#tags.values()].map(({ name }) => name).sort(byFold)
  }

  tagCounts(): Record<string, number> {
    return Object.fromEntries(
      this.tagNames().map(name => [name, this.#tags.get(name.toLowerCase())?.ids.size ?? 0]),
    )
  }

  /** Replaces the tags of one mail. A tag keeps the spelling it was first used with. */
  setTags(id: string, names: readonly string[]): void {
    const mail = this.#byId.get(id)
    if (mail === undefined) return
    for (const tag of mail.tags) this.#untag(id, tag)
    mail.tags = uniqueTags(names).map(name => {
      const tag = this.#tags.get(name.toLowerCase()) ?? { name, ids: new Set() }
      this.#tags.set(name.toLowerCase(), tag)
      tag.ids.add(id)
      return tag.name
    })
  }

  #untag(id: string, name: string): void {
    const tag = this.#tags.get(name.toLowerCase())
    tag?.ids.delete(id)
    if (tag?.ids.size === 0) this.#tags.delete(name.toLowerCase())
  }

  /** The reason why not, in Mailpit's words, or undefined when done. */
  renameTag(from: string, to: string): string | undefined {
    const name = cleanTag(to)
    if (name === '') return `invalid tag name: ${name}`
    if (from === name) return undefined
    const tag = this.#tags.get(from.toLowerCase())
    if (tag === undefined) return `tag not found: ${from}`
    const other = this.#tags.get(name.toLowerCase())
    if (other !== undefined && other !== tag) return `tag already exists: ${name}`
    this.#tags.delete(from.toLowerCase())
    this.#tags.set(name.toLowerCase(), { name, ids: tag.ids })
    for (const id of tag.ids) this.#respell(id, tag.name, name)
    return undefined
  }

  deleteTag(name: string): string | undefined {
    const tag = this.#tags.get(name.toLowerCase())
    if (tag === undefined) return `tag not found: ${name}`
    for (const id of tag.ids) this.#respell(id, tag.name, undefined)
    this.#tags.delete(name.toLowerCase())
    return undefined
  }

  #respell(id: string, from: string, to: string | undefined): void {
    const mail = this.#byId.get(id)
    if (mail === undefined) return
    const kept = mail.tags.filter(tag => tag !== from)
    mail.tags = to === undefined ? kept : [...kept, to].sort(byFold)
  }
}

function byFold(a: string, b: string): number {
  return a.toLowerCase() < b.toLowerCase() ? -1 : 1
}
