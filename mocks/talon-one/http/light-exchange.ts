// The few things that a handler asks of a Hono context, where there is none: read from Node's request, or from the parts of one that is handed in.
import type { Exchange, SandboxEnv } from '../../kit/record-requests.ts'

type Variables = SandboxEnv['Variables']

export abstract class LightExchange implements Exchange {
  abstract readonly env: Exchange['env']
  readonly method: string
  readonly url: string
  readonly path: string
  readonly #variables: Partial<Variables>

  constructor(operation: string, { method, url, path }: { method: string; url: string; path: string }) {
    this.method = method
    this.url = url
    this.path = path
    this.#variables = { requestId: '', requestSeq: 0, operation }
  }

  get req(): this {
    return this
  }

  get<K extends keyof Variables>(name: K): Variables[K] {
    return this.#variables[name] as Variables[K]
  }

  set<K extends keyof Variables>(name: K, value: Variables[K]): void {
    this.#variables[name] = value
  }
}
