// One call of an integration, as a collection, a description or a recording holds it.
export interface RecordedCall {
  method: string
  /** Undefined where the file names none, or a placeholder. */
  host: string | undefined
  /** With its placeholders: `{name}`, `:name` or `{{name}}`. */
  path: string
  query: readonly (readonly [name: string, value: string])[]
  headers: Readonly<Record<string, string>>
  body: string | undefined
}
