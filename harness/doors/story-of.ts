// From a mail to its customer: the page of the console with the story that led to it.

interface Person {
  id: string
  ids: Readonly<Record<string, string>>
  properties: Readonly<Record<string, unknown>>
}

/** By the address that the mail went to; undefined where no customer has it. */
export function storyOf(
  { to }: { to: readonly { Address: string }[] },
  customers: Iterable<Person>,
  url: string,
): string | undefined {
  const address = to[0]?.Address.toLowerCase()
  if (address === undefined || address === '') return undefined
  for (const { id, ids, properties } of customers) {
    const known = [properties.email, ids.registered].map(value => String(value ?? '').toLowerCase())
    if (known.includes(address)) return `${url}/console/customers/${encodeURIComponent(id)}`
  }
  return undefined
}
