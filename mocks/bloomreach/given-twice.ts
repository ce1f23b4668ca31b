// Names that two entries of one list of a world have: whoever names them would find the later one alone, and nobody the other.

const NAMED = {
  htmlBlocks: 'id',
  snippets: 'name',
  segmentations: 'name',
  frequencyPolicies: 'name',
  throughputPolicies: 'name',
  emailTemplates: 'id',
} as const

type Lists = Record<Exclude<keyof typeof NAMED, 'segmentations'>, readonly object[]> & {
  segmentations: readonly { segments: readonly object[] }[]
}

type Path = (string | number)[]

export function* givenTwice(world: Lists) {
  for (const [list, field] of Object.entries(NAMED) as [keyof typeof NAMED, 'id' | 'name'][])
    yield* twiceIn(world[list], field, [list])
  for (const [index, { segments }] of world.segmentations.entries())
    yield* twiceIn(segments, 'name', ['segmentations', index, 'segments'])
}

function* twiceIn(list: readonly object[], field: 'id' | 'name', path: Path) {
  const known = new Set<unknown>()
  for (const [index, entry] of list.entries()) {
    const name = (entry as Record<string, unknown>)[field]
    if (known.has(name)) {
      yield {
        path: [...path, index, field],
        message: `expected every ${field} once, this one is given twice`,
        input: name,
        remedy: `Give each of them ${field === 'id' ? 'an id' : 'a name'} of its own.`,
      }
    }
    known.add(name)
  }
}
