// The pages of `docs/reference`, each made of the schemas, a snippet and the mistakes that people make in it.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { NODES_ON_PAPER, type NodeType } from '../../mocks/bloomreach/definition/node-schemas.ts'
import { type Described, fieldRows, kindRows } from './fields.ts'
import { NODE_MISTAKES, SECTION_MISTAKES } from './mistakes.ts'
import { fieldTable, pageText, tableOf, textOf } from './page.ts'
import { saidOf } from './said.ts'
import { schemaAt, schemaOfConditions, schemaOfNode } from './schemas.ts'
import { SECTIONS, type Section, type SectionName } from './sections.ts'

const NODE_TYPES = Object.keys(NODES_ON_PAPER) as NodeType[]
const SECTION_NAMES = Object.keys(SECTIONS) as SectionName[]

/** Path below `docs/reference` to the exact text of the page. */
export async function referencePages(): Promise<Record<string, string>> {
  const pages: Record<string, string> = {
    'README.md': mapPage(),
    'world/conditions.md': conditionsPage(),
    'world/effects.md': effectsPage(),
  }
  for (const type of NODE_TYPES) pages[pathOfNode(type)] = await nodePage(type)
  for (const name of SECTION_NAMES) pages[pathOfSection(name)] = await sectionPage(name)
  return pages
}

const pathOfNode = (type: NodeType): string =>
  `${NODES_ON_PAPER[type].role === 'trigger' ? 'triggers' : 'nodes'}/${type}.md`
const pathOfSection = (name: SectionName): string => `world/${name}.md`

const typeOf = (type: NodeType) => schemaOfNode(type).properties?.type as Described & { title: string }

async function nodePage(type: NodeType): Promise<string> {
  const { title, description = '' } = typeOf(type)
  const snippet = await snippetOf(`nodes/${type}.scenario.yaml`)
  return pageText({
    title,
    about: description,
    called: `**${title}**, among the ${NODES_ON_PAPER[type].role}s of the scenario editor`,
    snippet,
    place: `Of a node with \`type: ${type}\`:`,
    fields: fieldRows(schemaOfNode(type)),
    said: await saidOf(snippet, NODE_MISTAKES[type], 'my.scenario.yaml'),
  })
}

async function sectionPage(name: SectionName): Promise<string> {
  const { title, path, called }: Section = SECTIONS[name]
  const schema = schemaAt(path)
  const snippet = await snippetOf(`world/${name}.world.yaml`)
  const key = path.at(-1)
  return pageText({
    title,
    about: schema.description ?? '',
    called,
    snippet,
    place: key === undefined ? 'Of a world file:' : `At ${placeText(path)} of a world file:`,
    fields: fieldRows(key === undefined ? schema : { properties: { [key]: schema } }, hasOwnPage(path)),
    said: await saidOf(snippet, SECTION_MISTAKES[name], 'my.world.yaml'),
  })
}

/** Applications are a list. */
const placeText = (path: readonly string[]): string =>
  path.length === 0 ? '' : `\`${path.join('.').replace('applications.', 'applications[].')}\``

/** What a part of this section is described in another page: `applications[].campaigns` of the Applications. */
function hasOwnPage(path: readonly string[]): (field: string) => boolean {
  const places = Object.values<Section>(SECTIONS).map(section => section.path.join('.'))
  const above = path.slice(0, -1)
  return field => {
    const place = [...above, ...field.replaceAll('[]', '').split('.')].join('.')
    return place !== path.join('.') && (places.includes(place) || ['talonOne', 'bloomreach'].includes(place))
  }
}

function conditionsPage(): string {
  const condition = schemaOfConditions()
  const filter = condition.properties?.attributes?.items as Described
  return textOf([
    '# Conditions and filters',
    'A condition is asked of a customer: in a condition node, in the global customer filter, in segmentations and in the ' +
      'email list hygiene. All of its parts must hold.',
    fieldTable(fieldRows(condition)),
    '## Filters',
    "A filter compares one attribute of a customer or one property of an event, after the vendor's page on filter operators.",
    fieldTable(fieldRows(filter)),
  ])
}

function effectsPage(): string {
  const rules = schemaAt(['talonOne', 'applications', 'campaigns', 'rules'])
  const effects = (rules.items as Described).properties?.effects as Described
  return textOf([
    '# Effects',
    "What a campaign does, in place of the vendor's Rule Builder: `referralEffects`, `couponEffects` and the `effects` of rules. " +
      'What needs a cart goes with a session only, and only a rule makes a referral.',
    fieldTable(kindRows(effects), 'effect and field'),
  ])
}

function mapPage(): string {
  const nodes = (role: string) =>
    NODE_TYPES.filter(type => NODES_ON_PAPER[type].role === role).map(type => {
      const { title, description = '' } = typeOf(type)
      return [`[${title}](${pathOfNode(type)})`, `\`${type}\``, description]
    })
  const sections = SECTION_NAMES.map(name => {
    const { title, path }: Section = SECTIONS[name]
    return [`[${title}](${pathOfSection(name)})`, placeText(path), schemaAt(path).description ?? '']
  })
  return textOf([
    '# Reference',
    'What a world file and a scenario file may hold. Every snippet is a whole file that runs; every page is made of the ' +
      'schemas that editors complete from (`npm run schemas` writes both).',
    '## Triggers',
    tableOf(['node', 'type', 'what it does'], nodes('trigger')),
    '## Operators',
    tableOf(['node', 'type', 'what it does'], nodes('operator')),
    '## Actions',
    tableOf(['node', 'type', 'what it does'], nodes('action')),
    '## World',
    tableOf(
      ['section', 'where', 'what it is'],
      [
        ...sections,
        [
          '[Effects](world/effects.md)',
          '',
          'What a campaign does for the advocate, the friend, and whoever else.',
        ],
        ['[Conditions and filters](world/conditions.md)', '', 'What conditions and segments are made of.'],
      ],
    ),
  ])
}

const snippetOf = (path: string): Promise<string> =>
  readFile(fileURLToPath(new URL(path, import.meta.url)), 'utf8')
