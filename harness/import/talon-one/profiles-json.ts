// Customer profiles as the Management API lists them. [D] getCustomersByAttributes, getApplicationCustomers: integrationId and
// attributes; what they did so far is not taken.
import { name as profileId } from '../../../mocks/talon-one/schemas/fields.ts'
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
    const { integrationId: own, attributes = {} } = isObject(record) ? record : {}
    const id = profileId.safeParse(typeof own === 'string' ? pseudonyms.text(own) : own)
    if (!id.success) {
      const why =
        typeof own === 'string' && own !== '' ? 'its integrationId is too long' : 'it has no integrationId'
      entries.push(...columnsOf(record, { '': refused(why) }, at))
      continue
    }
    const problem = definitions.problemOf(attributes)
    const given =
      problem === undefined && isObject(attributes)
        ? Object.fromEntries(
            Object.entries(attributes).map(([name, value]) => [name, pseudonyms.value(name, value)]),
          )
        : {}
    profiles.push({ integrationId: id.data, attributes: given })
    entries.push(
      ...columnsOf(
        record,
        {
          '': ignored('what happened so far, and bookkeeping'),
          integrationId: understood('integrationId'),
          attributes: problem === undefined ? understood('attributes') : refused(problem),
        },
        at,
      ),
    )
  }
  return { entries, world: { talonOne: { profiles, attributes: definitions.records } } }
}
