// Answers about a project's settings: consent categories, the schema of customers, the schema of events. Schemas need no place in
// a world, which takes attributes of any name; what is marked as private does. [D] the public API and the MCP pages; [C] fixtures.
import { consentCategorySchema } from '../../../mocks/bloomreach/consents/consent-categories.ts'
import {
  type Columns,
  columnsOf,
  type Entry,
  guessed,
  ignored,
  type Path,
  refused,
  understood,
} from '../columns.ts'
import type { Format, Imported } from '../format.ts'
import type { InputFile } from '../input-file.ts'
import { type Fields, isMostlyListOf, isObject } from '../shapes.ts'
import { answerIn, ENVELOPE_COLUMNS } from './mcp-answer.ts'

const NO_SCHEMA = ignored('a world needs no schema: it takes attributes and events of any name')
const TRANSFORMED = (value: unknown) =>
  value === true
    ? guessed('ids are taken as they are written', 'that ids are given as the project keeps them')
    : NO_SCHEMA

/** Columns of a part of the answer, wherever it stands in the envelope. */
const under = (path: readonly (string | number)[], columns: Columns): Columns => ({
  ...ENVELOPE_COLUMNS,
  ...Object.fromEntries(Object.entries(columns).map(([way, row]) => [[...path, way].join('.'), row])),
})

/** What is wrong with whole rows; of two verdicts the graver counts. */
const refusedRows = (rows: unknown, at: Path, problemOf: (row: unknown) => string | undefined): Entry[] =>
  (Array.isArray(rows) ? rows : []).flatMap((row, index) => {
    const problem = problemOf(row)
    return problem === undefined ? [] : columnsOf(row, { '': refused(problem) }, [...at, index])
  })

const categoriesIn = (document: unknown): readonly unknown[] | undefined => {
  const { data } = answerIn(document)
  const list = isObject(data) ? data.results : data
  const isCategory = (one: Fields) => typeof one.id === 'string' && 'legitimate_interest' in one
  return isMostlyListOf(list, isCategory) ? list : undefined
}

export const consentCategories: Format = {
  id: 'consent-categories',
  called: 'Bloomreach consent categories, JSON',
  grade: '[D] the public API, consent categories',
  recognises: ({ document }) => categoriesIn(document) !== undefined,
  read({ document }: InputFile): Imported {
    const { data, path } = answerIn(document)
    const at = isObject(data) ? 'results.*' : '*'
    const entries = columnsOf(
      document,
      under(path, {
        [`${at}.id`]: understood('consentCategories: id'),
        [`${at}.legitimate_interest`]: value =>
          typeof value === 'boolean'
            ? understood('consentCategories: legitimateInterest')
            : guessed('customers need the consent', 'the legitimate interest of the category'),
        [`${at}.sources`]: ignored('where consents of it may come from, which nothing here asks'),
        [`${at}.translations`]: ignored('its name in other languages'),
        [`${at}.translations..name`]: understood('consentCategories: name'),
        [`${at}.translations..description`]: understood('consentCategories: description'),
        success: ignored('the answer’s own'),
      }),
    )
    const rows = categoriesIn(document) ?? []
    const rowsAt = isObject(data) ? [...path, 'results'] : path
    return {
      entries: [...entries, ...refusedRows(rows, rowsAt, problemOfCategory)],
      world: { bloomreach: { consentCategories: rows.filter(isCategory).map(categoryOf) } },
    }
  },
}

const isCategory = (row: unknown): row is Fields =>
  isObject(row) && consentCategorySchema.shape.id.safeParse(row.id).success

const problemOfCategory = (row: unknown): string | undefined =>
  isCategory(row) ? undefined : 'this category is left out: no category has such an id'

function categoryOf({ id, legitimate_interest: interest, translations }: Fields): object {
  const texts = isObject(translations) && isObject(translations['']) ? translations[''] : {}
  return {
    id,
    ...(typeof texts.name === 'string' && texts.name !== '' ? { name: texts.name } : {}),
    ...(typeof texts.description === 'string' ? { description: texts.description } : {}),
    legitimateInterest: interest === true,
  }
}

const isProperty = (one: Fields): boolean => typeof one.property === 'string'

const PROPERTY: Columns = {
  property: ignored('a world takes attributes of any name; what is private is named'),
  private: understood('privateInformation'),
}

const withPrefix = (prefix: string, columns: Columns): Columns =>
  Object.fromEntries([
    [prefix, NO_SCHEMA],
    ...Object.entries(columns).map(([way, row]) => [`${prefix}.${way}`, row]),
  ])

export const customerSchema: Format = {
  id: 'customer-schema',
  called: 'Bloomreach customer schema, JSON',
  grade: '[D] get_customer_property_schema; [C] fixtures',
  recognises({ document }) {
    const { data } = answerIn(document)
    return isObject(data) && (isMostlyListOf(data.properties, isProperty) || isMostlyListOf(data.ids, isId))
  },
  read({ document }: InputFile): Imported {
    const { data, path } = answerIn(document)
    const { properties } = data as Fields
    const entries = columnsOf(
      document,
      under(path, {
        ...withPrefix('properties.*', PROPERTY),
        ...withPrefix('ids.*', { transform_lowercase: TRANSFORMED, transform_trim: TRANSFORMED }),
      }),
    )
    const unnamed = refusedRows(properties, [...path, 'properties'], row =>
      isObject(row) && row.private === true && !isNamed(row.property) ? NAMELESS : undefined,
    )
    return {
      entries: [...entries, ...unnamed],
      world: { bloomreach: { privateAttributes: privateIn(properties) } },
    }
  },
}

const NAMELESS = 'what it marks as private has no name'

const isNamed = (name: unknown): name is string => typeof name === 'string' && name !== ''

const isId = (one: Fields): boolean =>
  typeof one.name === 'string' && (one.type === 'hard' || one.type === 'soft')

const privateIn = (properties: unknown): string[] =>
  Array.isArray(properties)
    ? properties.flatMap(one =>
        isObject(one) && one.private === true && isNamed(one.property) ? [one.property] : [],
      )
    : []

const isEventType = (one: Fields): boolean => typeof one.type === 'string' && isObject(one.properties)

export const eventSchema: Format = {
  id: 'event-schema',
  called: 'Bloomreach event schema, JSON',
  grade: '[D] get_event_schema; [C] fixtures',
  recognises({ document }) {
    const { data } = answerIn(document)
    return isObject(data) && isMostlyListOf(data.events, isEventType)
  },
  read({ document }: InputFile): Imported {
    const { data, path } = answerIn(document)
    const entries = columnsOf(
      document,
      under(path, { 'events.*': NO_SCHEMA, ...withPrefix('events.*.properties.*.properties.*', PROPERTY) }),
    )
    const events = (data as Fields).events as readonly unknown[]
    const unread = refusedRows(events, [...path, 'events'], row =>
      isObject(row) && isNamed(row.type) && isObject(row.properties) ? undefined : 'it is no type of events',
    )
    return {
      entries: [...entries, ...unread],
      world: { bloomreach: { privateEvents: events.flatMap(privateEvent) } },
    }
  },
}

function privateEvent(event: unknown): [type: string, names: string[]][] {
  if (!isObject(event) || !isNamed(event.type) || !isObject(event.properties)) return []
  const names = Object.values(event.properties).flatMap(group =>
    isObject(group) ? privateIn(group.properties) : [],
  )
  return names.length === 0 ? [] : [[event.type, names]]
}
