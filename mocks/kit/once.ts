// What is made when somebody first asks for it, and then stays: a fork that nobody calls has no routes.

export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
