// Searches for broken invariants in the definition of the world as it stands, in worlds of their own: this one goes on meanwhile. One at a time.
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { Report } from '../search/findings/report.ts'
import type { ReadWorld } from '../world/definition.ts'

export interface SearchWish {
  scenario?: string | undefined
  /** As `--faults`. */
  faults?: string | undefined
  /** As `--invariants`, of the house's own. */
  invariants?: string | undefined
  depth: number
  customers: number
  /** As `--budget`. */
  budget?: string | undefined
}

export interface Search {
  id: number
  wish: SearchWish
  state: 'running' | 'done' | 'stopped' | 'failed'
  /** So far. */
  runs: number
  report?: Report
  problem?: Error
}

interface Searched {
  read: () => ReadWorld
  seed: string
}

export class Searches {
  readonly #searched: Searched
  readonly #all = new Map<number, Search>()
  #isStopped = false

  constructor(searched: Searched) {
    this.#searched = searched
  }

  list(): readonly Search[] {
    return [...this.#all.values()]
  }

  /** Throws SandboxError `unknown-search`. */
  get(id: number): Search {
    const found = this.#all.get(id)
    if (found !== undefined) return found
    throw new SandboxError('unknown-search', `Cannot find the search ${id}: there is none.`, {
      remedy: 'See GET /_sandbox/searches.',
    })
  }

  /** Answers at once. Throws SandboxError `search-running`. */
  start(wish: SearchWish): Search {
    const running = this.list().find(({ state }) => state === 'running')
    if (running !== undefined) throw searchRunning(running.id)
    this.#isStopped = false
    const search: Search = { id: this.#all.size + 1, wish, state: 'running', runs: 0 }
    this.#all.set(search.id, search)
    void this.#run(search)
    return search
  }

  /** Breaks off the one that runs; what it has found so far stays. */
  stop(): void {
    this.#isStopped = true
  }

  async #run(search: Search): Promise<void> {
    try {
      search.report = await this.#explore(search)
      search.state = this.#isStopped ? 'stopped' : 'done'
    } catch (error) {
      search.state = 'failed'
      search.problem = error instanceof SandboxError ? error : bugOf(error)
    }
  }

  /** Read in when somebody searches. */
  async #explore(search: Search): Promise<Report> {
    const [{ search: searchWorld }, { chosenInvariants }, { budgetOf }] = await Promise.all([
      import('../search/search.ts'),
      import('../search/invariants/chosen-invariants.ts'),
      import('../search/schedules/budget.ts'),
    ])
    const { depth, customers, scenario, faults, invariants, budget } = search.wish
    const lasts = budgetOf(budget)
    const { report } = await searchWorld({
      read: this.#searched.read(),
      seed: this.#searched.seed,
      scenario,
      faults,
      depth,
      customers,
      invariants: await chosenInvariants(invariants),
      goesOn: runs => {
        search.runs = runs
        return !this.#isStopped && lasts(runs)
      },
    })
    return report
  }
}

/** Nobody waits for a search, so that nothing but the search itself can say that it met a bug. */
const bugOf = (cause: unknown): Error =>
  new Error(`Bug in referral-sandbox: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })

const searchRunning = (id: number): SandboxError =>
  new SandboxError('search-running', `Cannot start a search: search ${id} still runs.`, {
    remedy: 'Wait for it, or stop it with DELETE /_sandbox/searches/running.',
  })
