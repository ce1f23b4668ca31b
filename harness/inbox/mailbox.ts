// The kept mails, newest first for readers: a ring of the newest `capacity`, found by id, with tags and read marks.
import { invariant } from '../../mocks/kit/invariant.ts'
import { Cell } from '../../mocks/kit/kept/cell.ts'
import { Group } from '../../mocks/kit/kept/group.ts'
import { KeptMap } from '../../mocks/kit/kept/kept-map.ts'
import { KeptMaps } from '../../mocks/kit/kept/kept-maps.ts'
import type { InboxEvents } from './events.ts'
import { Mail, type MailRecord } from './mail.ts'
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

type Heard = Pick<InboxEvents, 'areHeard' | 'tell'>

export class Mailbox {
  readonly capacity: number
  readonly maxBytes: number
  readonly #onPrune: (notice: PruneNotice) => void
  readonly #events: Heard
  readonly #byId = new KeptMap<string, MailRecord>()
  readonly #unread = new Cell(0)
  readonly #bytes = new Cell(0)
  readonly #deleted = new Cell(0)
  readonly #pruned = new Cell(0)
  readonly #announced = new Cell(0)
  /** By the name in lower case: the spelling in use. */
  readonly #spellings = new KeptMap<string, string>()
  /** By the same: who carries it. */
  readonly #carriers = new KeptMaps<string, string, true>()
  /** What was read of their headers. */
  #mails = new WeakMap<MailRecord, Mail>()
  #newestFirst: Mail[] | undefined
  /** Who looks on begins again: the mails that they knew are gone. */
  readonly kept = new Group(
    {
      mails: this.#byId,
      unread: this.#unread,
      bytes: this.#bytes,
      deleted: this.#deleted,
      pruned: this.#pruned,
      announced: this.#announced,
      spellings: this.#spellings,
      carriers: this.#carriers,
    },
    () => {
      this.#newestFirst = undefined
      this.#mails = new WeakMap()
      this.#events.tell({ type: 'truncate' })
    },
  )

  constructor(
    limits: { capacity: number; maxBytes: number },
    onPrune: (notice: PruneNotice) => void = () => {},
    events: Heard = { areHeard: false, tell: () => {} },
  ) {
    this.capacity = limits.capacity
    this.maxBytes = limits.maxBytes
    this.#onPrune = onPrune
    this.#events = events
  }

  get size(): number {
    return this.#byId.size
  }

  get unread(): number {
    return this.#unread.value
  }

  /** Sum of the raw sizes. */
  get bytes(): number {
    return this.#bytes.value
  }

  /** Deleted and pruned since the start. */
  get deleted(): number {
    return this.#deleted.value
  }

  get(id: string): Mail | undefined {
    const record = this.#byId.get(id)
    return record && this.#mailOf(record)
  }

  newestFirst(): readonly Mail[] {
    this.#newestFirst ??= [...this.#byId.values()].reverse().map(record => this.#mailOf(record))
    return this.#newestFirst
  }

  add(mail: Mail, tags: readonly string[]): void {
    this.#byId.set(mail.id, mail.record)
    if (tags.length > 0 || this.#events.areHeard) this.#mails.set(mail.record, mail)
    this.#newestFirst = undefined
    this.#unread.value++
    this.#bytes.value += mail.size
    if (tags.length > 0) this.setTags(mail.id, tags)
    this.#events.tell({ type: 'new', mail })
    if (!this.#isOverfull()) return
    while (this.#isOverfull()) this.#prune()
    this.#events.tell({ type: 'prune' })
  }

  /** The newest mail stays, however large. */
  #isOverfull(): boolean {
    return this.#byId.size > this.capacity || (this.bytes > this.maxBytes && this.#byId.size > 1)
  }

  /** The bound is exact. Announced at the first drop, then once for every hundredth of the capacity. */
  #prune(): void {
    const oldest = this.#byId.get(this.#byId.oldest() ?? '')
    invariant(oldest !== undefined, 'a mailbox over its bounds has an oldest mail')
    this.#drop(oldest)
    const total = ++this.#pruned.value
    const pruned = total - this.#announced.value
    const batch = Math.max(1, Math.floor(this.capacity / 100))
    if (this.#announced.value > 0 && pruned < batch) return
    const { capacity, maxBytes } = this
    this.#onPrune({ pruned, total, capacity, maxBytes })
    this.#announced.value = total
  }

  #drop(mail: MailRecord): void {
    this.#byId.delete(mail.id)
    this.#newestFirst = undefined
    if (!mail.read) this.#unread.value--
    this.#bytes.value -= mail.raw.length
    this.#deleted.value++
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
    this.#deleted.value += this.#byId.size
    this.#byId.clear()
    this.#newestFirst = undefined
    this.#unread.value = 0
    this.#bytes.value = 0
    this.#spellings.clear()
    for (const tag of [...this.#carriers.keys()]) this.#carriers.clear(tag)
    this.#events.tell({ type: 'truncate' })
  }

  markRead(mail: Mail, read: boolean): void {
    if (mail.read === read) return
    this.#change(mail.record, { read })
    this.#unread.value += read ? -1 : 1
    this.#events.tell({ type: 'update', mail })
  }

  tagNames(): string[] {
    return [...this.#spellings.values()].sort(byFold)
  }

  tagCounts(): Record<string, number> {
    return Object.fromEntries(
      this.tagNames().map(name => [name, this.#carriers.of(name.toLowerCase())?.size ?? 0]),
    )
  }

  /** Replaces the tags of one mail. A tag keeps the spelling it was first used with. */
  setTags(id: string, names: readonly string[]): void {
    const mail = this.#byId.get(id)
    if (mail === undefined) return
    for (const tag of mail.tags) this.#untag(id, tag)
    const tags = uniqueTags(names).map(name => {
      const tag = name.toLowerCase()
      const spelling = this.#spellings.get(tag) ?? name
      this.#spellings.set(tag, spelling)
      this.#carriers.set(tag, id, true)
      return spelling
    })
    this.#change(mail, { tags })
  }

  #untag(id: string, name: string): void {
    const tag = name.toLowerCase()
    this.#carriers.delete(tag, id)
    if (this.#carriers.of(tag) === undefined) this.#spellings.delete(tag)
  }

  #mailOf(record: MailRecord): Mail {
    const known = this.#mails.get(record)
    if (known !== undefined) return known
    const mail = new Mail(record)
    this.#mails.set(record, mail)
    return mail
  }

  #change(record: MailRecord, change: Partial<MailRecord>): void {
    const mail = this.#mailOf(record)
    mail.record = { ...record, ...change }
    this.#mails.set(mail.record, mail)
    this.#byId.set(record.id, mail.record)
  }

  /** The reason why not, in Mailpit's words, or undefined when done. */
  renameTag(from: string, to: string): string | undefined {
    const name = cleanTag(to)
    if (name === '') return `invalid tag name: ${name}`
    if (from === name) return undefined
    const [old, tag] = [from.toLowerCase(), name.toLowerCase()]
    const spelling = this.#spellings.get(old)
    if (spelling === undefined) return `tag not found: ${from}`
    if (old !== tag && this.#spellings.has(tag)) return `tag already exists: ${name}`
    const ids = [...(this.#carriers.of(old)?.keys() ?? [])]
    this.#spellings.delete(old)
    this.#carriers.clear(old)
    this.#spellings.set(tag, name)
    for (const id of ids) {
      this.#carriers.set(tag, id, true)
      this.#respell(id, spelling, name)
    }
    return undefined
  }

  deleteTag(name: string): string | undefined {
    const tag = name.toLowerCase()
    const spelling = this.#spellings.get(tag)
    if (spelling === undefined) return `tag not found: ${name}`
    for (const id of this.#carriers.of(tag)?.keys() ?? []) this.#respell(id, spelling, undefined)
    this.#spellings.delete(tag)
    this.#carriers.clear(tag)
    return undefined
  }

  #respell(id: string, from: string, to: string | undefined): void {
    const mail = this.#byId.get(id)
    if (mail === undefined) return
    const kept = mail.tags.filter(tag => tag !== from)
    this.#change(mail, { tags: to === undefined ? kept : [...kept, to].sort(byFold) })
  }
}

function byFold(a: string, b: string): number {
  return a.toLowerCase() < b.toLowerCase() ? -1 : 1
}
