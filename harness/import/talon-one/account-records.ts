// Records of an account that are no campaigns, as the Management API lists them: Applications, attributes, audiences, loyalty
// programs, profiles. Each field that the world's schema takes is taken where its value fits. Their shapes are too alike to be told
// apart, so that --as names them.
import { z } from 'zod'
import { builtInAttribute } from '../../../mocks/talon-one/rules/built-in-attributes.ts'
import { applicationSchema } from '../../../mocks/talon-one/schemas/application.ts'
import { type AttributeEntity, attributeSchema } from '../../../mocks/talon-one/schemas/attribute.ts'
import { audienceSchema } from '../../../mocks/talon-one/schemas/audience.ts'
import { loyaltyProgramSchema } from '../../../mocks/talon-one/schemas/loyalty/loyalty-program.ts'
import { type Columns, columnsOf, type Entry, ignored, type Path, refused, understood } from '../columns.ts'
import type { Format, Imported } from '../format.ts'
import type { InputFile } from '../input-file.ts'
import { type Fields, isObject } from '../shapes.ts'
import { mandatoryOf } from './mandatory-attributes.ts'

type Section = 'applicationRecords' | 'attributes' | 'audiences' | 'loyaltyPrograms'

interface Kind {
  id: string
  called: string
  grade: string
  section: Section
  schema: z.ZodObject
  /** What stands in another form there. */
  /** What every account has. */
  isBuiltIn?: (record: Fields) => boolean
  also?: (record: Fields) => { fields: Fields; columns: Columns }
}

const BOOKS = ignored('the account’s own bookkeeping')
const BOOKED = [
  'created',
  'modified',
  'accountId',
  'accountID',
  'createdBy',
  'modifiedBy',
  'userId',
  'statistics',
  'loyaltyPrograms',
  'sampleData',
  'programJoinPolicy',
  'subscribedCatalogsIds',
  'usersCount',
]

export const applicationsJson = recordsFormat({
  id: 'talon-one-applications',
  called: 'Talon.One Applications, JSON',
  grade: '[D] Management API, getApplications',
  section: 'applicationRecords',
  schema: applicationSchema,
  also: mandatoryOf,
})

export const attributesJson = recordsFormat({
  id: 'talon-one-attributes',
  called: 'Talon.One attributes, JSON',
  grade: '[D] Management API, getAttributes',
  section: 'attributes',
  schema: attributeSchema,
  isBuiltIn: ({ entity, name }) => builtInAttribute(entity as AttributeEntity, String(name)) !== undefined,
})

export const audiencesJson = recordsFormat({
  id: 'talon-one-audiences',
  called: 'Talon.One audiences, JSON',
  grade: '[D] Management API, getAudiences',
  section: 'audiences',
  schema: audienceSchema,
})

export const loyaltyProgramsJson = recordsFormat({
  id: 'talon-one-loyalty-programs',
  called: 'Talon.One loyalty programs, JSON',
  grade: '[D] Management API, getLoyaltyPrograms',
  section: 'loyaltyPrograms',
  schema: loyaltyProgramSchema,
})

function recordsFormat(kind: Kind): Format {
  const { id, called, grade } = kind
  const mayBe = ({ document }: InputFile) => recordsIn(document) !== undefined
  return { id, called, grade, recognises: () => false, mayBe, read: input => read(input, kind) }
}

/** A list, or one in `data`. */
export function recordsIn(document: unknown): { records: readonly unknown[]; path: Path } | undefined {
  if (Array.isArray(document)) return { records: document, path: [] }
  return isObject(document) && Array.isArray(document.data)
    ? { records: document.data, path: ['data'] }
    : undefined
}

function read({ document }: InputFile, kind: Kind): Imported {
  const { records = [], path = [] } = recordsIn(document) ?? {}
  const all = records.map((record, index) => readRecord(record, [...path, index], kind))
  return {
    entries: [
      ...columnsOf(document, { totalResultSize: BOOKS, hasMore: BOOKS, '': BOOKS }),
      ...all.flatMap(({ entries }) => entries),
    ],
    world: { talonOne: { [kind.section]: all.flatMap(({ record }) => record ?? []) } },
  }
}

function readRecord(
  record: unknown,
  path: Path,
  { schema, also, isBuiltIn }: Kind,
): { record?: object; entries: Entry[] } {
  const { shape } = schema as { shape: Readonly<Record<string, z.ZodType>> }
  if (!isObject(record)) return { entries: columnsOf(record, { '': refused('it is no record') }, path) }
  if (isBuiltIn?.(record) === true) return { entries: columnsOf(record, { '': ignored('built in') }, path) }
  const { fields, columns } = also?.(record) ?? { fields: {}, columns: {} }
  const taken = Object.entries(record).filter(
    ([name]) => Object.hasOwn(shape, name) && !BOOKED.includes(name),
  )
  const fits = ([name, value]: [string, unknown]) =>
    shape[name]?.safeParse(stripped(name, value)).success === true
  const kept = Object.fromEntries(taken.filter(fits).map(([name, value]) => [name, stripped(name, value)]))
  const verdicts = taken.map(one => [
    one[0],
    fits(one)
      ? understood(one[0])
      : one[1] === null || one[1] === ''
        ? ignored('empty')
        : refused('no value that is served'),
  ])
  const whole = { ...kept, ...fields }
  const [issue] = wholeShape(shape).safeParse(whole).error?.issues ?? []
  if (issue !== undefined) {
    const reason = `it is left out: ${issue.path.join('.')} is no value that is served`
    return { entries: columnsOf(record, { '': refused(reason) }, path) }
  }
  const rows = {
    ...Object.fromEntries(BOOKED.map(name => [name, BOOKS])),
    ...Object.fromEntries(verdicts),
    ...columns,
  }
  return { record: whole, entries: columnsOf(record, rows, path) }
}

/** What a world demands of such a record. */
const wholeShape = (shape: Readonly<Record<string, z.ZodType>>): z.ZodType =>
  z.object(
    Object.fromEntries(
      Object.entries(shape)
        .filter(([name]) => !BOOKED.includes(name))
        .map(([name, own]) => [name, name === 'title' ? own.optional() : own]),
    ),
  )

/** Tiers carry the bookkeeping of their own. */
const stripped = (name: string, value: unknown): unknown =>
  name === 'tiers' && Array.isArray(value)
    ? value.map(tier => (isObject(tier) ? { id: tier.id, name: tier.name, minPoints: tier.minPoints } : tier))
    : value
