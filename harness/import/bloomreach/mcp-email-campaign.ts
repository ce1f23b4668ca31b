// An email campaign as the vendor's MCP server answers it, which becomes a scenario: Now, then the mail. [D] email-and-sms-campaigns-
// tools: its areas; [C] users read `design.data` and `split.variants`. Whom it is for and when it goes has no public form.
import { ProjectIds } from '../clipboard/project-ids.ts'
import { readNode, type VendorNode } from '../clipboard/read-node.ts'
import type { ReadScenario } from '../clipboard/scenario.ts'
import { columnsOf, guessed, ignored, isEmpty, pointerOf, refused, understood } from '../columns.ts'
import type { Format, Imported, ReadingOptions } from '../format.ts'
import type { InputFile } from '../input-file.ts'
import { type Fields, isObject } from '../shapes.ts'
import { filesOfScenario } from '../written/scenario-files.ts'
import { answerIn, ENVELOPE_COLUMNS } from './mcp-answer.ts'

export const mcpEmailCampaign: Format = {
  id: 'mcp-email-campaign',
  called: 'Bloomreach email campaign, an answer of MCP',
  grade: '[D] its areas; [C] design.data and split.variants',
  recognises({ document }) {
    const { data } = answerIn(document)
    return isObject(data) && !('nodes' in data) && isObject(data.design) && isObject(data.design.data)
  },
  read,
}

const LIFE = ignored('the life of the campaign in the project')
const AUDIENCE = refused(
  'the form of a customer filter is not public: a node holds its place before the mail',
)
const LEFT = (what: string) => (value: unknown) =>
  isEmpty(value) ? ignored('none') : guessed(`${what} is left out`, `the ${what} of the campaign`)

function read(input: InputFile, options: ReadingOptions): Imported {
  const { data, path } = answerIn(input.document)
  const campaign = data as Fields
  const ids = new ProjectIds()
  const vendor = { ...campaign, id: 3, type: 'send-email-action' } as VendorNode
  const mail = readNode(vendor, { path, ids, freeId: () => 4 })
  const hasFilter = !isEmpty(campaign.customer_filter ?? null) && !isOpen(campaign.customer_filter)
  const name = typeof campaign.name === 'string' && campaign.name !== '' ? campaign.name : options.name
  const written = filesOfScenario(scenarioOf(mail, hasFilter), {
    input,
    name,
    from: 'an email campaign, an answer of the MCP server',
    keptAs: 'mcp.json',
  })
  const own = (way: string) => [...path, way].join('.')
  const around = columnsOf(input.document, {
    ...ENVELOPE_COLUMNS,
    [own('name')]: understood('name'),
    [own('schedule')]: guessed('sent at once', 'the schedule of the campaign'),
    [own('customer_filter')]: hasFilter ? AUDIENCE : ignored('everybody'),
    [own('split')]: LEFT('split'),
    [own('silent_hours')]: LEFT('silent hours'),
    ...Object.fromEntries(
      [
        'id',
        'status',
        'is_paused',
        'archived',
        'tags',
        'company_id',
        'scenario_id',
        'created',
        'created_by_display_name',
        'edited',
        'edited_by_display_name',
        'initiative_id',
        'is_global_object',
        'locked',
        'locked_for_current_user',
      ].map(key => [own(key), LIFE]),
    ),
  })
  const areas = ['name', 'schedule', 'customer_filter', 'split', 'silent_hours'].map(key =>
    pointerOf([...path, key]),
  )
  const said = new Set(
    around
      .filter(
        entry =>
          entry.note === LIFE.note || areas.some(at => entry.path === at || entry.path.startsWith(`${at}/`)),
      )
      .map(entry => entry.path),
  )
  const ofMail = mail.entries.filter(entry => !said.has(entry.path))
  const mailPaths = new Set(ofMail.map(entry => entry.path))
  return {
    entries: [...around.filter(entry => !mailPaths.has(entry.path)), ...ofMail],
    files: written.files,
    placeholders: ids.placeholders(),
    remarks: ['The trigger Now is this import’s own: a campaign has a schedule.', ...written.remarks],
    world: { bloomreach: { ...ids.world(), scenarios: [written.entry] } },
  }
}

const isOpen = (filter: unknown): boolean =>
  isObject(filter) &&
  Array.isArray(filter.filters) &&
  filter.filters.length === 0 &&
  isEmpty(filter.formula ?? null)

function scenarioOf(mail: ReturnType<typeof readNode>, hasFilter: boolean): ReadScenario {
  const audience = {
    id: 2,
    type: 'not_imported',
    vendorType: 'customer_filter',
    reason: 'the form of a customer filter is not public',
  } as const
  return {
    read: [mail],
    wires: [],
    wireOf: new Map(),
    nodes: [{ id: 1, type: 'now' }, ...(hasFilter ? [audience] : []), ...mail.nodes],
    connections: hasFilter
      ? [
          [1, 2],
          [2, 3],
        ]
      : [[1, 3]],
    loose: [],
    looseConnections: [],
    entries: [],
    remarks: [],
  }
}
