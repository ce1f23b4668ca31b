// Why an answer is refused, or is not what was meant, as data: a stable code and its facts. The hint beside it is for people
// and may be reworded; the code may not. Each house keeps its own table, `docs/reasons.md` lists them all.

/** Ids, names, states and instants, each under a name of its own. */
export type Facts = Readonly<Record<string, string | number | boolean>>

/** What is said about an answer; without a reason nothing is. */
export interface Explanation {
  reason?: string | undefined
  facts?: Facts | undefined
  hint?: string | undefined
}

export type Reason = Explanation & { reason: string }

/** By code: the statuses that it comes with ('2xx': a remark on an answer that succeeds), and what it means. */
export type Reasons = Readonly<
  Record<string, { statuses: readonly (number | '2xx' | 'any')[]; meaning: string }>
>

/** Rows of a table that share their statuses: code and meaning. */
export const reasons = <
  const Statuses extends readonly (number | '2xx' | 'any')[],
  const Meanings extends Readonly<Record<string, string>>,
>(
  statuses: Statuses,
  meanings: Meanings,
) =>
  Object.fromEntries(Object.entries(meanings).map(([code, meaning]) => [code, { statuses, meaning }])) as {
    readonly [Code in keyof Meanings]: { readonly statuses: Statuses; readonly meaning: string }
  }

/** The codes of a table that may come with this status. */
export type ReasonWith<Table extends Reasons, Status extends number> = {
  [Code in keyof Table & string]: Status extends Table[Code]['statuses'][number] ? Code : never
}[keyof Table & string]

/** What the sandbox itself answers in a vendor's place. */
export const SANDBOX_REASONS = {
  'not-emulated': {
    statuses: [501],
    meaning: 'The vendor has this operation, the sandbox does not emulate it.',
  },
  'malformed-request': { statuses: [400], meaning: 'The bytes on the socket are no HTTP request.' },
  'headers-too-large': { statuses: [431], meaning: 'The headers are longer than Node takes.' },
  'request-timeout': { statuses: [408], meaning: 'The request did not arrive whole within ten seconds.' },
  'unknown-world': { statuses: [404], meaning: 'The path or the header names a world that is not there.' },
  'two-worlds': { statuses: [400], meaning: 'The path names one world, the header another.' },
  'planned-fault': {
    statuses: ['any'],
    meaning: 'A fault was planned for this call with POST /_sandbox/faults.',
  },
} as const satisfies Reasons

export type SandboxReason = keyof typeof SANDBOX_REASONS
