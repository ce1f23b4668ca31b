// A scenario as the vendor's MCP server answers it. [D] automation-scenarios-tools: the names of the tools; [C] users read `nodes`
// and `connections`. That its nodes are those of the clipboard is likely and not shown, so everything of them is a guess.
import { ProjectIds } from '../clipboard/project-ids.ts'
import { readScenario } from '../clipboard/scenario.ts'
import {
  columnsOf,
  type Entry,
  guessed,
  ignored,
  type Path,
  pointerOf,
  refused,
  understood,
} from '../columns.ts'
import type { Format, Imported, ReadingOptions } from '../format.ts'
import type { InputFile } from '../input-file.ts'
import { type Fields, isListOf, isMostlyListOf, isObject } from '../shapes.ts'
import { filesOfScenario } from '../written/scenario-files.ts'
import { answerIn, ENVELOPE_COLUMNS } from './mcp-answer.ts'

const isScenario = (one: Fields): boolean => isMostlyListOf(one.nodes, node => typeof node.type === 'string')

export const mcpScenario: Format = {
  id: 'mcp-scenario',
  called: 'Bloomreach scenario, an answer of MCP',
  grade: '[D] the names of the tools; [C] a few keys of an answer',
  recognises: ({ document }) => scenarioIn(document) !== undefined,
  read,
}

function scenarioIn(document: unknown): { scenario: Fields; path: Path } | undefined {
  const { data, path } = answerIn(document)
  if (!isObject(data)) return undefined
  if (isScenario(data)) return { scenario: data, path }
  if (isObject(data.scenario) && isScenario(data.scenario))
    return { scenario: data.scenario, path: [...path, 'scenario'] }
  const { scenarios } = data
  const [first] = isListOf(scenarios, isScenario) ? scenarios : []
  return first === undefined ? undefined : { scenario: first, path: [...path, 'scenarios', 0] }
}

const LIFE = ignored('the life of the scenario in the project')

function read(input: InputFile, options: ReadingOptions): Imported {
  const { scenario: vendor, path } = scenarioIn(input.document) ?? { scenario: {}, path: [] }
  const ids = new ProjectIds()
  const { nodes, connections = [] } = vendor
  const read = readScenario(
    { nodes, connections, nodesPath: [...path, 'nodes'], connectionsPath: [...path, 'connections'] },
    ids,
  )
  const name = typeof vendor.name === 'string' && vendor.name !== '' ? vendor.name : options.name
  const clipboard = { scenarioId: vendor.id ?? vendor._id, copiedData: { nodes, connections } }
  const written = filesOfScenario(read, {
    input: { ...input, text: `${JSON.stringify(clipboard, null, 2)}\n` },
    name,
    from: 'an answer of the MCP server',
  })
  const own = (way: string) => [...path, way].join('.')
  const around = columnsOf(input.document, {
    ...ENVELOPE_COLUMNS,
    [own('name')]: understood('name'),
    [own('customer_filter')]: value =>
      value === null || (typeof value === 'object' && Object.keys(value).length === 0) || value === ''
        ? ignored('everybody')
        : refused('the form of a customer filter is not public: everybody may enter'),
    ...Object.fromEntries(
      [
        'id',
        '_id',
        'status',
        'archived',
        'tags',
        'initiative_id',
        'is_global_object',
        'created',
        'created_by_display_name',
        'edited',
        'edited_by_display_name',
      ].map(key => [own(key), LIFE]),
    ),
    [own('trigger')]: ignored('the trigger once more, which is a node'),
    ...([...path].at(-1) === 0
      ? { [[...path.slice(0, -1), '*'].join('.')]: refused('another scenario: import it by itself') }
      : {}),
  })
  const [nodesAt, wiresAt] = [pointerOf([...path, 'nodes']), pointerOf([...path, 'connections'])]
  const rest = around.filter(
    entry => !entry.path.startsWith(`${nodesAt}/`) && !entry.path.startsWith(`${wiresAt}/`),
  )
  return {
    entries: [...rest, ...read.entries.map(asGuess)],
    files: [...written.files, { path: `${input.stem}.mcp.json`, text: input.text }],
    placeholders: ids.placeholders(),
    remarks: [...read.remarks, ...written.remarks],
    world: { bloomreach: { ...ids.world(), scenarios: [written.entry] } },
  }
}

const asGuess = (entry: Entry): Entry =>
  entry.column === 'understood'
    ? {
        ...entry,
        ...guessed(`${entry.note}, as in the clipboard`, 'that the node in the editor says the same'),
      }
    : entry
