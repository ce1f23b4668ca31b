// Calls the emulator in process and holds each answer against the vendor's description; keeps what was judged, by operation and status.
import type { World } from '../../mocks/kit/world.ts'
import type { TalonOne } from '../../mocks/talon-one/index.ts'
import { type Description, vendorDescription } from './vendor-description.ts'

export interface Sent {
  headers?: Record<string, string>
  body?: unknown
}

export interface Answered {
  status: number
  // What a vendor answers has the vendor's shape, which the description knows.
  // biome-ignore lint/suspicious/noExplicitAny: the border between JSON and the calls
  body: any
}

const DESCRIPTIONS: readonly Description[] = ['third-party', 'integration', 'management']

export class Witness {
  readonly #world: World
  readonly #talonOne: TalonOne
  readonly #judged = new Map<string, Set<number>>()

  constructor(world: World, talonOne: TalonOne) {
    this.#world = world
    this.#talonOne = talonOne
  }

  /** The statuses of an operation whose answers are as described, in order. */
  judgedStatuses(operation: string): number[] {
    return [...(this.#judged.get(operation) ?? [])].sort((a, b) => a - b)
  }

  /** Fails when the answer is not described, or has another status than expected. */
  async call(expected: number, method: string, path: string, sent: Sent = {}): Promise<Answered> {
    const response = await this.#talonOne.app.request(path, {
      method,
      ...(sent.headers === undefined ? {} : { headers: sent.headers }),
      ...(sent.body === undefined
        ? {}
        : { body: sent.body instanceof FormData ? sent.body : JSON.stringify(sent.body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    const body: unknown = text === '' ? undefined : isJson ? JSON.parse(text) : text
    if (response.status !== expected) {
      throw new Error(`${method} ${path} answers ${response.status} instead of ${expected}: ${text}`)
    }
    this.#judge(method, path.split('?', 1)[0] ?? '', { status: expected, body })
    return { status: response.status, body }
  }

  #judge(method: string, path: string, { status, body }: Answered): void {
    const operation = this.#world.journal.read({
      kind: 'talon-one.response',
      after: this.#world.journal.last - 1,
    })[0]
    const name = typeof operation?.operation === 'string' ? operation.operation : ''
    const described = DESCRIPTIONS.map(vendorDescription).find(one => one.operationOf(method, path))
    if (!described?.operationOf(method, path)?.statuses.includes(status)) return
    const problems = described.problemsOf(method, path, status, body)
    if (problems.length > 0) throw new Error(`${name} is not as described:\n${problems.join('\n')}`)
    const statuses = this.#judged.get(name)
    if (statuses === undefined) this.#judged.set(name, new Set([status]))
    else statuses.add(status)
  }
}
