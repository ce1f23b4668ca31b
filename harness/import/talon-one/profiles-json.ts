// Customer profiles as the Management API lists them. [D] getCustomersByAttributes, getApplicationCustomers: integrationId and
// attributes; what they did so far is not taken.
import { columnsOf, type Entry, ignored, type Path, refused, understood } from '../columns.ts'
import type { Format, Imported, ReadingOptions } from '../format.ts'
import type { InputFile } from '../input-file.ts'
import { isObject } from '../shapes.ts'
import { recordsIn } from './account-records.ts'
import { AttributeDefinitions } from './attribute-definitions.ts'

export const profilesJson: Format = {
  id: 'talon-one-profiles',
  called: 'Talon.One customer profiles, JSON',
  grade: '[D] Management API, getCustomerProfiles',
  recognises: () => false,
  mayBe: ({ document }) => recordsIn(document) !== undefined,
  read,
}

function read({ document }: InputFile, { pseudonyms }: ReadingOptions): Imported {
  const definitions = new AttributeDefinitions('CustomerProfile')
  const { records = [], path = [] } = recordsIn(document) ?? {}
  const entries: Entry[] = columnsOf(document, { '': ignored('what happened so far, and bookkeeping') })
  const profiles: object[] = []
  for (const [index, record] of records.entries()) {
    const at: Path = [...path, index]
    if (!isObject(record) || typeof record.integrationId !== 'string' || record.integrationId === '') {
      entries.push(...columnsOf(record, { '': refused('it has no integrationId') }, at))
      continue
    }
    const { integrationId, attributes = {} } = record
    const problem = definitions.problemOf(attributes)
    const given =
      problem === undefined && isObject(attributes)
        ? Object.fromEntries(
            Object.entries(attributes).map(([name, value]) => [name, pseudonyms.value(name, value)]),
          )
        : {}
    profiles.push({ integrationId: pseudonyms.text(integrationId), attributes: given })
    const own = problem === undefined ? understood('attributes') : refused(problem)
    entries.push(
      ...columnsOf(
        record,
        {
          '': ignored('what happened so far, and bookkeeping'),
          integrationId: understood('integrationId'),
          attributes: own,
        },
        at,
      ),
    )
  }
  return { entries, world: { talonOne: { profiles, attributes: definitions.records } } }
}
