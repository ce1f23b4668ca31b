// HTML blocks and snippets that would print themselves, seen without rendering. What a template calls by a name that is
// only known for each customer is refused when it is rendered (`visit/block-rendering.ts`).
import { type Analysis, analyse, JinjaError } from '../jinja/index.ts'
import type { BloomreachSettings } from '../settings.ts'
import { vendorGrammar } from '../visit/vendor-grammar.ts'

interface Called {
  /** For people: HTML block "header". */
  label: string
  text: string
  path: (string | number)[]
}

export interface ProjectTexts {
  htmlBlocks: readonly { id: string; html: string }[]
  snippets: readonly { name: string; text: string }[]
}

const block = (id: string): string => `HTML block "${id}"`
const snippet = (name: string): string => `snippet "${name}"`

/** Each circle once, where it begins. */
export function* circlesOf(texts: ProjectTexts, settings: BloomreachSettings) {
  const calls = new Map(calledTexts(texts).map(called => [called.label, labelsIn(called, settings)]))
  const known = new Set<string>()
  for (const { label, path, text } of calledTexts(texts)) {
    const circle = circleFrom(label, calls)
    if (circle === undefined || known.has(label)) continue
    for (const each of circle) known.add(each)
    yield {
      path,
      message: `expected no text that prints itself, this one does: ${[...circle, label].join(' > ')}`,
      input: text,
      remedy: 'Take one of these calls out.',
    }
  }
}

const calledTexts = ({ htmlBlocks, snippets }: ProjectTexts): Called[] => [
  ...htmlBlocks.map(({ id, html }, at) => ({
    label: block(id),
    text: html,
    path: ['htmlBlocks', at, 'html'],
  })),
  ...snippets.map(({ name, text }, at) => ({ label: snippet(name), text, path: ['snippets', at, 'text'] })),
]

/** The shortest way back to where it begins, if there is one. */
function circleFrom(start: string, calls: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const seen = new Set<string>()
  const ways = [[start]]
  for (const way of ways) {
    for (const next of calls.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return way
      if (!seen.has(next)) ways.push([...way, next])
      seen.add(next)
    }
  }
  return undefined
}

function labelsIn({ text }: Called, settings: BloomreachSettings): string[] {
  if (!text.includes('block') && !text.includes('snippet')) return []
  const { calls, attributes } = analysisOf(text, settings)
  return [
    ...calls.flatMap(({ name, argument }) => {
      if (name === 'block') return [block(argument)]
      return name === 'snippet' && settings.snippetSyntax === 'call' ? [snippet(argument)] : []
    }),
    ...attributes.flatMap(({ path: [variable, name] }) =>
      variable === 'snippets' && name !== undefined && settings.snippetSyntax === 'variable'
        ? [snippet(name)]
        : [],
    ),
  ]
}

const NOTHING_READ: Pick<Analysis, 'calls' | 'attributes'> = { calls: [], attributes: [] }

/** One that cannot be read calls nothing; `check` says what is wrong with it. */
function analysisOf(text: string, settings: BloomreachSettings): Pick<Analysis, 'calls' | 'attributes'> {
  try {
    return analyse(text, vendorGrammar({ settings }))
  } catch (error) {
    if (error instanceof JinjaError) return NOTHING_READ
    throw error
  }
}
