// A scenario as somebody writes it: what of its shape the text has to know, half done or not.

interface WrittenNode {
  id: number
  [field: string]: unknown
}

export interface WrittenScenario {
  name: string
  description?: string | undefined
  tags?: readonly string[] | undefined
  customerFilter?: unknown
  nodes: readonly WrittenNode[]
  /** From, to, and the exit where it has a name. */
  connections: readonly (readonly [number, number] | readonly [number, number, string])[]
}
