// Typed calls to the control API, used by the library, the command line and the pages: the same door as a stranger's.
import { SandboxError } from '../mocks/kit/sandbox-error.ts'
import type { Ready } from './control-api/index.ts'
import type { TimelineEntry } from './timeline.ts'

export type SendRequest = (path: string, init?: RequestInit) => Promise<Response>

export interface JournalEntry {
  seq: number
  at: string
  kind: string
  causedBy?: number
  customer?: string
  [detail: string]: unknown
}

export interface ClockState {
  mode: string
  now: string
  pending: { dueAt: string; label: string }[]
}

export interface Evaluation {
  status: string
  nodes: Record<string, unknown>[]
  [detail: string]: unknown
}

export function createClient(send: SendRequest) {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const init: RequestInit = { method }
    if (body !== undefined) {
      init.body = JSON.stringify(body)
      init.headers = { 'content-type': 'application/json' }
    }
    const response = await send(`/_sandbox${path}`, init)
    const answer = (await response.json()) as { error?: { code: string; message: string; hint?: string } }
    if (response.ok) return answer as T
    const { code, message, hint } = answer.error ?? { code: 'unknown', message: `status ${response.status}` }
    throw new SandboxError(code, message, { hint })
  }
  const id = encodeURIComponent
  return {
    ready: () => call<Ready>('GET', '/ready'),
    reset: () => call<Ready>('POST', '/reset'),
    settle: () => call<{ now: string }>('POST', '/settle'),
    clock: {
      state: () => call<ClockState>('GET', '/clock'),
      /** `advance('2h')`, or to an RFC 3339 instant with `advanceTo`. */
      advance: (by: string) => call<ClockState>('POST', '/clock/advance', { by }),
      advanceTo: (to: string) => call<ClockState>('POST', '/clock/advance', { to }),
    },
    journal: (query: { after?: number; customer?: string; kind?: string; limit?: number } = {}) =>
      call<{ entries: JournalEntry[]; last: number }>(
        'GET',
        `/journal?${new URLSearchParams(stringValues(query))}`,
      ),
    timeline: (customer: string) =>
      call<{ customer: { id: string; ids: Record<string, string> }; timeline: TimelineEntry[] }>(
        'GET',
        `/customers/${id(customer)}/timeline`,
      ),
    faults: {
      list: () => call<{ faults: unknown[]; operations: string[] }>('GET', '/faults'),
      add: (fault: Record<string, unknown>) => call<{ id: number }>('POST', '/faults', fault),
      clear: () => call<unknown>('DELETE', '/faults'),
    },
    integrations: {
      list: () => call<{ integrations: Record<string, unknown>[] }>('GET', '/bloomreach/integrations'),
      create: (integration: unknown) => call<{ id: string }>('POST', '/bloomreach/integrations', integration),
      get: (key: string) => call<Record<string, unknown>>('GET', `/bloomreach/integrations/${id(key)}`),
      replace: (key: string, integration: unknown) =>
        call<Record<string, unknown>>('PUT', `/bloomreach/integrations/${id(key)}`, integration),
      delete: (key: string) => call<unknown>('DELETE', `/bloomreach/integrations/${id(key)}`),
    },
    consentCategories: {
      list: () => call<{ consentCategories: unknown[] }>('GET', '/bloomreach/consent-categories'),
      create: (category: unknown) => call<unknown>('POST', '/bloomreach/consent-categories', category),
    },
    scenarios: {
      list: () =>
        call<{ scenarios: { id: string; name: string; status: string }[] }>('GET', '/bloomreach/scenarios'),
      create: (scenario: unknown) =>
        call<{ id: string; status: string }>('POST', '/bloomreach/scenarios', scenario),
      get: (key: string) => call<Record<string, unknown>>('GET', `/bloomreach/scenarios/${id(key)}`),
      replace: (key: string, scenario: unknown) =>
        call<Record<string, unknown>>('PUT', `/bloomreach/scenarios/${id(key)}`, scenario),
      delete: (key: string) => call<unknown>('DELETE', `/bloomreach/scenarios/${id(key)}`),
      preview: (key: string) =>
        call<Record<string, unknown>>('POST', `/bloomreach/scenarios/${id(key)}/preview`),
      start: (key: string) =>
        call<{ status: string; affected: number }>('POST', `/bloomreach/scenarios/${id(key)}/start`),
      stop: (key: string) => call<{ status: string }>('POST', `/bloomreach/scenarios/${id(key)}/stop`),
      evaluation: (key: string) => call<Evaluation>('GET', `/bloomreach/scenarios/${id(key)}/evaluation`),
    },
  }
}

export type Client = ReturnType<typeof createClient>

function stringValues(query: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
}
