// Custom attributes: those of a query string are typed by what they look like; all must be defined and of the right type.
import type { Deployment } from '../deployment.ts'
import { type ErrorDetail, wrongAttributes } from '../errors.ts'
import { readInstant } from '../instant.ts'
import type { Application } from '../schemas/application.ts'
import type { Attribute, AttributeEntity, AttributeType } from '../schemas/attribute.ts'
import { attributesOf, builtInAttribute } from './built-in-attributes.ts'

export type Attributes = Record<string, unknown>

/** Shared by all that carry none: a million referrals need not keep a million empty objects. */
export const NO_ATTRIBUTES: Attributes = Object.freeze({})

const INTEGER = /^-?(0|[1-9]\d*)$/
const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/

/**
 * [D] Third-party API, parameter attributes: 1234 is an integer; a String attribute that looks like a number or
 * boolean is put in double quotes, `.a="1234"`.
 */
export function typedByLook(text: string): string | number | boolean {
  if (text === 'true') return true
  if (text === 'false') return false
  if (INTEGER.test(text) || DECIMAL.test(text)) {
    const number = Number(text)
    if (Number.isFinite(number)) return number
  }
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text
}

const isListOf = (value: unknown, fits: (item: unknown) => boolean) =>
  Array.isArray(value) && value.every(fits)
const isText = (value: unknown) => typeof value === 'string'
const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value)
const isTime = (value: unknown) => typeof value === 'string' && readInstant(value) !== undefined

/** Text, or an object of coordinates such as `{ latitude, longitude }`: which names they have is not documented. */
const isLocation = (value: unknown) =>
  isText(value) ||
  (typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length >= 2 &&
    Object.values(value).every(isNumber))

const FITS: Record<AttributeType, (value: unknown) => boolean> = {
  string: isText,
  number: isNumber,
  boolean: value => typeof value === 'boolean',
  time: isTime,
  location: isLocation,
  '(list string)': value => isListOf(value, isText),
  '(list number)': value => isListOf(value, isNumber),
  '(list time)': value => isListOf(value, isTime),
  '(list location)': value => isListOf(value, isLocation),
}

export function definitionOf(
  deployment: Deployment,
  application: Application,
  entity: AttributeEntity,
  name: string,
): Attribute | undefined {
  const defined = deployment.attributes
    .list()
    .find(
      attribute =>
        attribute.entity === entity &&
        attribute.name === name &&
        (attribute.subscribedApplicationsIds.length === 0 ||
          attribute.subscribedApplicationsIds.includes(application.id)),
    )
  return defined ?? builtInAttribute(entity, name)
}

/**
 * [D] Third-party API: attributes must exist in Talon.One and match types, and mandatory ones must be given; 400 otherwise.
 * [D] errors page, 2021: message, titles, pointers and the wording for an undefined one. A null sets nothing.
 */
export function refuseWrongAttributes(
  deployment: Deployment,
  application: Application,
  { entity, at = '' }: { entity: AttributeEntity; at?: string },
  attributes: Attributes,
  mandatory: readonly string[] = [],
): void {
  const errors: ErrorDetail[] = []
  for (const name in attributes) {
    const value = attributes[name]
    if (value === null) continue
    const wrong = problemWith(definitionOf(deployment, application, entity, name), { entity, name, value })
    if (wrong !== undefined) errors.push({ ...wrong, source: { pointer: `${at}/attributes/${name}` } })
  }
  for (const name of mandatory) {
    if (Object.hasOwn(attributes, name)) continue
    const source = { pointer: `${at}/attributes/${name}` }
    errors.push({ title: 'Required', details: 'the attribute is mandatory in this Application', source })
  }
  if (errors.length > 0) throw wrongAttributes(errors)
}

function problemWith(
  definition: Attribute | undefined,
  { entity, name, value }: { entity: AttributeEntity; name: string; value: unknown },
): Pick<ErrorDetail, 'details' | 'title'> | undefined {
  if (definition === undefined) {
    return { title: 'Unknown', details: `The attribute "${name}" is not defined on ${entity} entities.` }
  }
  if (!FITS[definition.type](value)) {
    return { title: 'Invalid type', details: `expected ${definition.type}, got ${JSON.stringify(value)}` }
  }
  const { restrictedBySuggestions, suggestions } = definition
  if (!restrictedBySuggestions || [value].flat().every(one => suggestions.includes(String(one))))
    return undefined
  // [D] NewAttribute.restrictedBySuggestions; the wording is ours.
  return { title: 'enum', details: `expected one of: ${suggestions.join(', ')}` }
}

/** [D] Braze: "new attributes are created automatically", with the type that the value looks like. Setting `brazeNewAttributes`. */
export async function createMissingAttributes(
  deployment: Deployment,
  entity: AttributeEntity,
  attributes: Attributes,
): Promise<void> {
  const { attributes: definitions, settings } = deployment
  if (settings.brazeNewAttributes === 'reject') return
  for (const [name, value] of Object.entries(attributes)) {
    const isKnown = attributesOf(deployment).some(known => known.entity === entity && known.name === name)
    const type = typeOf(value)
    if (isKnown || type === undefined || !/^[A-Za-z]\w*$/.test(name)) continue
    await definitions.create({ entity, name, title: name, type })
  }
}

const typeOf = (value: unknown): AttributeType | undefined =>
  (['boolean', 'number', 'string', '(list string)', '(list number)'] as const).find(type => FITS[type](value))
