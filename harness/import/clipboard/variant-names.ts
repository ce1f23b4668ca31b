// Names of variants as exits: each once, and none empty.

export function distinctNames(variants: readonly { name: string }[]): string[] {
  const taken = new Set<string>()
  return variants.map(({ name }, index) => {
    const wished = name === '' ? `Variant ${index + 1}` : name
    let free = wished
    for (let more = 2; taken.has(free); more++) free = `${wished} (${more})`
    taken.add(free)
    return free
  })
}
