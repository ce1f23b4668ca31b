// One world of a search, without doors: takes an image of where it stands, goes on from any image it took, and moves from one
// instant to the next. The search knows nothing else of how a world is kept.
import type { OutgoingMail } from '../../../mocks/bloomreach/index.ts'
import { invariant } from '../../../mocks/kit/invariant.ts'
import type { Entry } from '../../../mocks/kit/journal.ts'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import type { StateImage } from '../../../mocks/kit/state.ts'
import { createLife, FOR_A_LOOK, IN_PROCESS, type LifeConfig, type Live } from '../../life.ts'
import type { ReadWorld } from '../../world/definition.ts'
import { newestCode } from '../faults/friends.ts'
import type { Moment } from '../faults/moment.ts'
import { waitFault } from '../faults/wait-faults.ts'
import type { Fact } from '../findings/facts.ts'
import { Scribe } from '../findings/scribe.ts'
import { type Secrets, secretsOf } from '../findings/secrets.ts'
import { type Ahead, type KeptScenarios, LookAhead } from './ahead.ts'
import { Incoming, type SavedIncoming } from './incoming.ts'
import type { Choice, Point } from './point.ts'
import { StateDigest } from './state-digest.ts'
import { metAt, Wire } from './wire.ts'

export interface BranchOptions {
  read: ReadWorld
  seed: string
  /** The name of the only scenario that starts; all that are marked otherwise. */
  scenario?: string | undefined
  /** Nothing that a judge reads may be left out of a digest. */
  isExact?: boolean
}

interface Notes {
  wire: ReturnType<Wire['save']>
  scribe: ReturnType<Scribe['save']>
  incoming: SavedIncoming
  news: readonly Point[]
  steps: number
}

/** Where a world stands. Only the branch that took it can go on from it. */
export interface Image {
  readonly state: StateImage
  readonly notes: Notes
}

/** What the judges have to know of a run so far. */
type Memory = (branch: Branch, ahead: Ahead) => unknown

/** The kind of the journal's entry for what strikes. */
export const STRIKE = 'search.strike'

/** What no scenario needs on its way; beyond it there is no end. */
const MOST_STEPS = 1_000

export class Branch {
  readonly #options: BranchOptions
  readonly #wire: Wire
  readonly #scribe: Scribe
  #live: Live | undefined
  #digest = new StateDigest(0)
  #ahead: LookAhead | undefined
  #secrets: Secrets = new Map()
  #incoming = new Incoming([])
  #entries: Entry[] = []
  #news: Point[] = []
  #steps = 0

  private constructor(options: BranchOptions) {
    this.#options = options
    this.#scribe = new Scribe(
      () => this.live,
      () => this.#secrets,
    )
    this.#wire = new Wire({
      entryOf: seq => this.live.world.journal.get(seq),
      customerName: id => this.customerName(id),
      scenarioName: id => this.#scenarioName(id),
      onStrike: (choice, request) => {
        this.#record(choice, request)
        if (request !== undefined) this.#scribe.disturb(request)
      },
      onMail: (mail: OutgoingMail, sending) => this.#scribe.mailed(mail, sending),
    })
  }

  /** A world in which nothing has begun: its scenarios start with the first step. */
  static async open(options: BranchOptions): Promise<Branch> {
    const branch = new Branch(options)
    await branch.#open()
    return branch
  }

  async #open(): Promise<void> {
    const { read, seed } = this.#options
    const config: LifeConfig = { ...FOR_A_LOOK, clock: 'manual', seed }
    const life = await createLife(read, config, {
      mail: this.#wire.mail,
      publicUrl: () => IN_PROCESS,
      origin: () => IN_PROCESS,
      url: () => IN_PROCESS,
      fetch: () => new Response(null, { status: 404 }),
      onEntry: entry => {
        if (this.#live === undefined) return
        this.#scribe.take(entry)
        this.#entries.push(entry)
      },
      between: way => this.#wire.fetch(way),
    })
    this.#live = life
    if (this.#options.isExact !== true)
      this.#ahead = new LookAhead({ settings: life.bloomreach.settings, limitsMails: limitsMails(read) })
    this.#digest = new StateDigest(life.world.clock.now())
    this.#secrets = secretsOf(life, read)
    this.#incoming = Incoming.forScenarios(life, this.#started())
  }

  get live(): Live {
    if (this.#live === undefined)
      throw new Error('Bug in referral-sandbox: a branch is asked before it is open')
    return this.#live
  }

  customerName(id: string): string {
    const ids = this.live.bloomreach.customers.get(id)?.ids ?? {}
    return String(ids.registered ?? Object.values(ids)[0] ?? id)
  }

  /** Of the scenarios that started. */
  scenarioNames(): string[] {
    const started = this.#started()
    return this.live.bloomreach.scenarios
      .list()
      .filter(({ id }) => started.includes(id))
      .map(({ name }) => name)
  }

  nodeIds(): ReadonlySet<number> {
    const { scenarios } = this.live.bloomreach
    return new Set(this.#started().flatMap(id => scenarios.get(id).nodes.map(node => node.id)))
  }

  /** What happened since the branch was opened. */
  facts(): readonly Fact[] {
    return this.#scribe.facts()
  }

  image(): Image {
    const notes = {
      wire: this.#wire.save(),
      scribe: this.#scribe.save(),
      incoming: this.#incoming.save(),
      news: this.#news,
      steps: this.#steps,
    }
    return { state: this.live.world.state.image(), notes }
  }

  goOnFrom({ state, notes }: Image): void {
    this.live.world.state.restore(state)
    this.#wire.restore(notes.wire)
    this.#scribe.restore(notes.scribe)
    this.#incoming = new Incoming(notes.incoming.events, notes.incoming.late)
    this.#news = [...notes.news]
    this.#steps = notes.steps
    this.#entries = []
  }

  /** Equal for two places from which the rest follows alike, and is judged alike: here, where the image was taken. */
  digest(
    { state, notes: { wire, incoming, news, scribe } }: Image,
    { isLast, memory }: { isLast: boolean; memory: Memory },
  ): string {
    const now = this.live.world.clock.now()
    if (this.#ahead === undefined)
      return this.#digest.of(state, [incoming, scribe.facts, wire, news], { now, ahead: undefined, isLast })
    const ahead = this.#ahead.from(keptScenarios(state), {
      begins: this.#steps === 0,
      hasEvents: !this.#incoming.isEmpty,
    })
    const names = isLast ? [] : [namesAhead(wire, ahead), news.map(({ name }) => name)]
    return this.#digest.of(state, [incoming, memory(this, ahead), names], { now, ahead, isLast })
  }

  /** Where something may happen beside the run, before it moves on. */
  news(): readonly Point[] {
    return this.#news
  }

  /** Whether a fault would change anything at a point of `news`. */
  applies({ at, fault }: Choice): boolean {
    return this.#actOf(at, fault) !== undefined
  }

  async strike({ at, fault }: Choice): Promise<void> {
    const act = this.#actOf(at, fault)
    invariant(act !== undefined, `${fault} is struck at ${at}, where it changes nothing`)
    this.#record({ at, fault })
    await act()
    await this.live.world.clock.settle()
  }

  #actOf(at: string, fault: string) {
    const point = this.#news.find(({ name }) => name === at)
    const known = waitFault(fault)
    if (point === undefined || known === undefined) return undefined
    const isFirst =
      this.#news.find(({ kind, scenario }) => kind === 'wait' && scenario === point.scenario) === point
    if (known.isOfAll && !isFirst) return undefined
    const { customer, scenario: scenarioId, node } = point
    const moment: Moment = { life: this.live, customer, scenarioId, node }
    return known.act(moment)
  }

  isOver(): boolean {
    return this.#steps > 0 && this.#incoming.isEmpty && this.#nextAt() === undefined
  }

  /** To the start, the next event or the next instant, struck as planned. Answers what was met on the way, in order. */
  async step(planned: readonly Choice[]): Promise<readonly Point[]> {
    if (++this.#steps > MOST_STEPS) throw this.#endless()
    this.#wire.plan(planned)
    const { clock } = this.live.world
    const next = this.#nextAt()
    if (this.#steps === 1) for (const id of this.#started()) this.live.bloomreach.scenarios.start(id)
    else if (this.#incoming.next !== undefined) this.#incoming.deliver(this.live, this.#wire)
    else if (next !== undefined) await clock.advanceTo(next)
    else {
      await clock.advance(3_600_000)
      this.#incoming.deliverLate(this.live)
    }
    await clock.settle()
    const met = this.#wire.met()
    this.#noteNews()
    return met
  }

  async end(): Promise<void> {
    await this.#live?.end()
  }

  /** The next thing that a customer waits for; while nobody has come in, the next trigger. */
  #nextAt(): number | undefined {
    const { jobs } = this.live.world.clock.savedJobs()
    const run = jobs.find(({ onDemand }) => !onDemand)
    if (run !== undefined) return run.dueAt
    const hasEntered = this.facts().some(({ kind }) => kind === 'entered')
    return hasEntered || !this.#incoming.isEmpty ? undefined : jobs[0]?.dueAt
  }

  /** Those who now wait, and those of them and of others who have a code. */
  #noteNews(): void {
    this.#news = []
    const waits = this.#entries.filter(({ kind }) => kind === 'bloomreach.waiting')
    const codes = this.#entries.filter(({ kind }) => kind === 'talon-one.referral-created')
    this.#wire.plan([])
    for (const entry of waits) this.#wire.meet('wait', metAt(entry))
    const owners = [...codes, ...waits].map(({ customer = '' }) => customer)
    for (const customer of new Set(owners))
      if (newestCode(this.live, customer) !== undefined) this.#wire.meet('code', { customer })
    this.#news = [...this.#wire.met()]
    this.#entries = []
  }

  #started(): readonly string[] {
    const { scenario } = this.#options
    const { bloomreach, toStart } = this.live
    const all = bloomreach.scenarios.list()
    if (scenario !== undefined) return all.filter(({ name }) => name === scenario).map(({ id }) => id)
    return toStart
  }

  #scenarioName(id: string): string {
    const started = this.#started()
    return started.length === 1
      ? ''
      : (this.live.bloomreach.scenarios.list().find(one => one.id === id)?.name ?? '')
  }

  #record({ at, fault }: Choice, causedBy?: number): void {
    this.live.world.journal.append({ kind: STRIKE, causedBy, point: at, fault })
  }

  #endless(): SandboxError {
    const [first] = this.live.world.clock.pending()
    return new SandboxError(
      'endless-schedule',
      `Cannot search this scenario: it has no end. After ${MOST_STEPS} steps ${first?.label ?? 'somebody still waits'}.`,
      { remedy: 'Give its loop a way out, such as a limit.' },
    )
  }
}

const limitsMails = ({ data: { bloomreach } }: ReadWorld): boolean =>
  (bloomreach?.emailListHygiene ?? 'off') !== 'off' ||
  (bloomreach?.frequencyPolicies ?? []).some(policy => policy.default)

const keptScenarios = (state: StateImage): KeptScenarios =>
  (state['bloomreach/scenarios'] as { scenarios: KeptScenarios }).scenarios

/** How often each place was met that may be met again. */
const namesAhead = (met: ReadonlyMap<string, number>, ahead: Ahead): (readonly [string, number])[] =>
  [...met].filter(([name]) => {
    const [, node] = /^(?:webhook|mail|wait) #(\d+) of /.exec(name) ?? []
    return node === undefined || ahead.hasId(Number(node))
  })
