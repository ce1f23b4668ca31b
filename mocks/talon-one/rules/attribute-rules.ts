// Custom attributes: those of a query string are typed by what they look like; all must be defined and of the right type.

import { msToIso } from '../../kit/duration.ts'
import type { Deployment } from '../deployment.ts'
import { invalidParameter } from '../errors.ts'
import { readInstant } from '../instant.ts'
import type { Application } from '../schemas/application.ts'
import type { Attribute, AttributeEntity, AttributeType } from '../schemas/attribute.ts'
import { attributesOf, builtInAttribute } from './built-in-attributes.ts'

export type Attributes = Record<string, unknown>

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

const FITS: Record<AttributeType, (value: unknown) => boolean> = {
  string: isText,
  number: isNumber,
  boolean: value => typeof value === 'boolean',
  time: isTime,
  location: isText,
  '(list string)': value => isListOf(value, isText),
  '(list number)': value => isListOf(value, isNumber),
  '(list time)': value => isListOf(value, isTime),
  '(list location)': value => isListOf(value, isText),
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
 * [D] Third-party API: attributes must exist in Talon.One and match types, and mandatory ones must be given;
 * 400 otherwise. [D] errors page: the wording for an undefined one.
 */
export function refuseWrongAttributes(
  deployment: Deployment,
  application: Application,
  entity: AttributeEntity,
  attributes: Attributes,
  mandatory: readonly string[] = [],
): void {
  for (const [name, value] of Object.entries(attributes)) {
    const definition = definitionOf(deployment, application, entity, name)
    if (definition === undefined) {
      throw invalidParameter(
        `attributes/${name}`,
        `The attribute "${name}" is not defined on ${entity} entities.`,
        'Attributes must exist before a call sets them: define it in the world file or with POST /v1/attributes.',
      )
    }
    if (!FITS[definition.type](value)) {
      throw invalidParameter(
        `attributes/${name}`,
        `expected ${definition.type}, got ${JSON.stringify(value)}`,
        typeof value === 'string'
          ? undefined
          : 'In a query string a value is typed by its look; put text that looks like a number or boolean in double quotes.',
      )
    }
  }
  for (const name of mandatory) {
    if (!Object.hasOwn(attributes, name)) {
      throw invalidParameter(`attributes/${name}`, 'the attribute is mandatory in this Application')
    }
  }
}

/** [D] Braze: "new attributes are created automatically", with the type that the value looks like. Setting `brazeNewAttributes`. */
export async function createMissingAttributes(
  deployment: Deployment,
  entity: AttributeEntity,
  attributes: Attributes,
): Promise<void> {
  const { attributes: definitions, settings, world } = deployment
  if (settings.brazeNewAttributes === 'reject') return
  for (const [name, value] of Object.entries(attributes)) {
    const isKnown = attributesOf(deployment).some(known => known.entity === entity && known.name === name)
    const type = typeOf(value)
    if (isKnown || type === undefined || !/^[A-Za-z]\w*$/.test(name)) continue
    const created = msToIso(world.clock.now())
    await definitions.create({ id: definitions.nextId(), entity, name, title: name, type, created })
  }
}

const typeOf = (value: unknown): AttributeType | undefined =>
  (['boolean', 'number', 'string', '(list string)', '(list number)'] as const).find(type => FITS[type](value))
