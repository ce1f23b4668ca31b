// The pages of the project's settings: what they hold, with the schema of each part, and how it is changed.
import { z } from 'zod'
import type { Bloomreach } from '../../../mocks/bloomreach/index.ts'
import type { Chance } from '../../../mocks/kit/chance.ts'
import { nearestName } from '../../../mocks/kit/nearest-name.ts'
import { Remembered } from '../../../mocks/kit/remembered.ts'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { readShape } from '../../../mocks/kit/shape/findings.ts'
import { shapeError } from '../../../mocks/kit/shape/shape-error.ts'
import { operation } from '../operation.ts'
import { PART_NAMES, SETTING_PARTS, type SettingPart } from './setting-parts.ts'

const item = z.looseObject({})

const shownPart = z.object({
  part: z.enum(PART_NAMES),
  title: z.string(),
  key: z.string().describe('The field by which one is known.'),
  schema: z.record(z.string(), z.unknown()).describe('JSON Schema of one of them, as in a world file.'),
  items: z.array(item),
})

const settings = z.object({ parts: z.array(shownPart) })

const place = z.object({
  part: z.enum(PART_NAMES),
  name: z.string().min(1).describe('By which it is known now; a new one makes a new thing.'),
})

export type ShownSettings = z.output<typeof settings>
export type ShownSettingPart = z.output<typeof shownPart>
export type Setting = z.output<typeof item>

export const settingOperations = [
  operation({
    method: 'get',
    path: '/bloomreach/settings',
    id: 'listSettings',
    summary:
      'Lists consent categories, segmentations, frequency policies, HTML blocks, snippets, who is suppressed, and webhook presets.',
    answer: settings,
    run: (_, sandbox) => ({ parts: PART_NAMES.map(name => shown(name, sandbox.live().bloomreach)) }),
  }),
  operation({
    method: 'put',
    path: '/bloomreach/settings/{part}/{name}',
    id: 'putSetting',
    summary: 'Keeps one, as in a world file; one of this name is replaced, and may get another name.',
    params: place,
    bodyShape: z.union(PART_NAMES.map(name => SETTING_PARTS[name].schema)),
    answer: shownPart,
    run({ params: { part, name }, body }, sandbox) {
      const { bloomreach, world } = sandbox.live()
      put({ part, name, body, house: bloomreach, freshId: () => idOf(`${part}/${name}`, world) })
      return shown(part, bloomreach)
    },
  }),
  operation({
    method: 'delete',
    path: '/bloomreach/settings/{part}/{name}',
    id: 'deleteSetting',
    summary: 'Takes one out of the settings of the project.',
    params: place,
    answer: shownPart,
    run({ params: { part, name } }, sandbox) {
      const { bloomreach } = sandbox.live()
      if (!SETTING_PARTS[part].delete(bloomreach, name)) throw notFound(part, name, bloomreach)
      return shown(part, bloomreach)
    },
  }),
]

/** One name has one id: no draw of another thing moves it. */
const idOf = (name: string, { chance }: { chance: Chance }): string =>
  chance.once(`bloomreach/settings/${name}`).hex(24)

function shown(part: SettingPart, house: Bloomreach): z.input<typeof shownPart> {
  const { title, key, list } = SETTING_PARTS[part]
  return { part, title, key, schema: schemas.of(part), items: list(house).map(one => ({ ...one })) }
}

/** Made when somebody asks first: schemas do not change. */
const schemas = new Remembered(
  (part: SettingPart): Record<string, unknown> => ({
    ...z.toJSONSchema(SETTING_PARTS[part].schema, { io: 'input', unrepresentable: 'any' }),
  }),
)

/** As it stands within a sentence. */
const called = (part: SettingPart, name: string): string =>
  `the ${SETTING_PARTS[part].title.toLowerCase().replace('html', 'HTML')} ${JSON.stringify(name)}`

interface Putting {
  part: SettingPart
  name: string
  body: unknown
  house: Bloomreach
  freshId: () => string
}

function put({ part, name, body, house, freshId }: Putting): void {
  const { schema, key, ...of } = SETTING_PARTS[part]
  const doing = `Cannot keep ${called(part, name)}`
  const { data, findings } = readShape(schema, body, 'it')
  if (findings !== undefined) throw shapeError('invalid-setting', doing, findings)
  const lacks = of.lacks?.(house, data)
  if (lacks !== undefined)
    throw new SandboxError('invalid-setting', `${doing}: ${lacks}.`, { remedy: 'Name one that is there.' })
  const next = data as Record<string, unknown>
  const known = of.list(house).map(one => one as Record<string, unknown>)
  const before = known.find(one => one[key] === name)
  const wanted = String(next[key])
  if (wanted !== name && known.some(one => one[key] === wanted)) {
    throw new SandboxError('setting-exists', `${doing}: ${JSON.stringify(wanted)} is taken.`, {
      remedy: 'Choose another name, or change that one.',
    })
  }
  if (before !== undefined && wanted !== name && of.renames !== true) of.delete(house, name)
  // It stays the same one for who names it by its id.
  of.put(house, before?.id === undefined || key === 'id' ? next : { id: before.id, ...next }, {
    freshId,
    known: name,
  })
}

function notFound(part: SettingPart, name: string, house: Bloomreach): SandboxError {
  const { key, list } = SETTING_PARTS[part]
  const names = list(house).map(one => String((one as Record<string, unknown>)[key]))
  const near = nearestName(name, names)
  return new SandboxError(
    'setting-not-found',
    `Cannot delete ${called(part, name)}: there is none of this name.`,
    {
      remedy:
        near === undefined ? 'GET /_sandbox/bloomreach/settings lists them.' : `Did you mean "${near}"?`,
    },
  )
}
