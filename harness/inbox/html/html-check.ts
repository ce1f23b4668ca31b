// html-check: which email clients show what a mail uses, from the data of caniemail.com. [S] Mailpit's shape; how its totals
// weigh is not documented, here each is the mean over everything that was found.
import { caniemail, rawData } from 'caniemail'
import { htmlTree } from './tree.ts'

interface Score {
  Found: number
  Supported: number
  Partial: number
  Unsupported: number
}
interface Result {
  Name: string
  Family: string
  Platform: string
  Version: string
  Support: 'yes' | 'partial' | 'no'
  NoteNumber: string
}
interface Warning {
  Slug: string
  Title: string
  Description: string
  URL: string
  Category: string
  Tags: string[]
  Keywords: string
  NotesByNumber: Record<string, string>
  Results: Result[]
  Score: Score
}
export interface HtmlCheck {
  Total: { Nodes: number; Tests: number; Supported: number; Partial: number; Unsupported: number }
  Platforms: Record<string, string[]>
  Warnings: Warning[]
}

type Feature = (typeof rawData)['data'][number]

/** Undefined for HTML that is nested too deep for any client. */
export function htmlCheck(html: string): HtmlCheck | undefined {
  if (htmlTree(html) === undefined) return undefined
  const Warnings = [...titlesIn(html)].flatMap(([title, Found]) => {
    const feature = rawData.data.find(one => one.title === title)
    return feature === undefined ? [] : [warning(feature, Found)]
  })
  return {
    Total: { Nodes: nodesIn(html), Tests: rawData.data.length, ...totals(Warnings) },
    Platforms: platforms(),
    Warnings: Warnings.sort((a, b) => a.Score.Supported - b.Score.Supported),
  }
}

/** What some client does not show, and how often it stands there. */
function titlesIn(html: string): Map<string, number> {
  const { issues } = caniemail({ clients: ['*'], html })
  const found = new Map<string, number>()
  for (const list of [...issues.errors.values(), ...issues.warnings.values()]) {
    const counts = new Map<string, number>()
    for (const { title } of list) counts.set(title, (counts.get(title) ?? 0) + 1)
    for (const [title, count] of counts) found.set(title, Math.max(found.get(title) ?? 0, count))
  }
  return found
}

function warning(feature: Feature, Found: number): Warning {
  const Results = resultsOf(feature)
  const share = (support: Result['Support']) =>
    Results.length === 0
      ? 0
      : (Results.filter(({ Support }) => Support === support).length * 100) / Results.length
  return {
    Slug: feature.slug,
    Title: feature.title,
    Description: feature.description ?? '',
    URL: feature.url,
    Category: feature.category,
    Tags: (feature as { tags?: string[] }).tags ?? [],
    Keywords: feature.keywords ?? '',
    NotesByNumber: { ...feature.notes_by_num },
    Results,
    Score: { Found, Supported: share('yes'), Partial: share('partial'), Unsupported: share('no') },
  }
}

const SUPPORT: Record<string, Result['Support']> = { y: 'yes', a: 'partial', n: 'no' }

/** Of each client the newest version that was tested; what nobody tested is left out. */
function resultsOf({ stats }: Feature): Result[] {
  return Object.entries(stats).flatMap(([family, byPlatform]) =>
    Object.entries(byPlatform ?? {}).flatMap(([platform, byVersion]) => {
      const [Version = '', verdict = ''] = Object.entries(byVersion as Record<string, string>).at(-1) ?? []
      const Support = SUPPORT[verdict[0] ?? '']
      if (Support === undefined) return []
      const Family = nameOf('family', family)
      const Platform = nameOf('platform', platform)
      const NoteNumber = verdict.split('#')[1]?.trim() ?? ''
      return [{ Name: `${Family} ${Platform} (${Version})`, Family, Platform, Version, Support, NoteNumber }]
    }),
  )
}

/** The package's types have another name for it than its data. */
const { nicenames } = rawData as unknown as {
  nicenames: Record<'family' | 'platform', Record<string, string>>
}

const nameOf = (kind: 'family' | 'platform', id: string): string => nicenames[kind][id] ?? id

function totals(warnings: readonly Warning[]) {
  const mean = (part: 'Supported' | 'Partial' | 'Unsupported', none: number) =>
    warnings.length === 0 ? none : warnings.reduce((sum, { Score }) => sum + Score[part], 0) / warnings.length
  return {
    Supported: mean('Supported', 100),
    Partial: mean('Partial', 0),
    Unsupported: mean('Unsupported', 0),
  }
}

function platforms(): Record<string, string[]> {
  const families: Record<string, string[]> = {}
  for (const { stats } of rawData.data.slice(0, 1)) {
    for (const [family, byPlatform] of Object.entries(stats)) {
      families[nameOf('family', family)] = Object.keys(byPlatform ?? {}).map(id => nameOf('platform', id))
    }
  }
  return families
}

function nodesIn(html: string): number {
  let nodes = 0
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at + 1)) {
    if (/[a-z]/i.test(html[at + 1] ?? '')) nodes++
  }
  return nodes
}
