// What can be said of a template without rendering it.

export interface Place {
  readonly name: string
  readonly line: number
  readonly column: number
}

export interface WebhookField {
  /** The last webhook, the n-th on the path, or the one of a node. */
  readonly call: 'last' | { readonly n: number } | { readonly actionId: number }
  readonly field: string
  readonly line: number
  readonly column: number
}

/** A function called by a name of the context, with a text first: `block("header", { … })`. */
export interface NamedCall extends Place {
  readonly argument: string
  /** The entries of a mapping that comes second, by keys that are texts; undefined where a value is not known. */
  readonly entries: Readonly<Record<string, unknown>>
  /** Whether `entries` are all that there are. */
  readonly isWhole: boolean
}

/** Something is asked of what stands at this path, whatever the customer: undefined, it fails the template. */
export interface Demand {
  readonly path: readonly string[]
  readonly line: number
  readonly column: number
}

export interface Analysis {
  /** Names read from the context, each where it is first read. */
  readonly variables: readonly Place[]
  readonly filters: readonly Place[]
  readonly tests: readonly Place[]
  /** Functions called by a name of the context or of Jinja2, such as `metrics` or `range`. */
  readonly functions: readonly Place[]
  readonly calls: readonly NamedCall[]
  readonly webhookFields: readonly WebhookField[]
  /** Chains such as ['customer', 'first_name'] that begin with a variable of the context. */
  readonly attributePaths: readonly (readonly string[])[]
  /** The first two names of each, where they first stand. */
  readonly attributes: readonly Demand[]
  /** Not of what stands behind a condition or in a loop. */
  readonly demands: readonly Demand[]
  /** Where `+` is given a text, a list or a mapping as it is written, whatever the customer. */
  readonly additions: readonly Omit<Place, 'name'>[]
}
