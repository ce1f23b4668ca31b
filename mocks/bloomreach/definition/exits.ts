// The exits of nodes: what a connection may call them, and which one it means.

/** The exit that a connection without a name leaves by. */
export const DEFAULT_EXIT = ''
/** Of a condition that does not hold, of a limit that is reached, of a customer in no segment of a fork. */
export const ELSE_EXIT = 'else'
/** Of a wait for an event that did not come. */
export const TIMEOUT_EXIT = 'timeout'

/** By the name in a connection; the unnamed one is left out where every exit has a name. */
export type Exits = ReadonlyMap<string, string>

export const exitsNamed = (...names: string[]): Exits => new Map(names.map(name => [name, name]))

export const ONE_EXIT: Exits = exitsNamed(DEFAULT_EXIT)
