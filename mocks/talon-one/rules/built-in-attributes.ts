// The attributes that every account has without defining them. [D] concepts/attributes, built-in attributes. The names are those that the
// vendor's descriptions set without defining (Name, Email, Language, SignupDate, PaymentMethod, ShippingCity, ShippingCountry) and their
// neighbours; which further ones there are is a guess.
import type { Deployment } from '../deployment.ts'
import type { Attribute, AttributeEntity, AttributeType } from '../schemas/attribute.ts'

const ADDRESS = words('Name Address1 Address2 Address3 Address4 City PostalCode Region Country')
const ADDRESSES = ['Billing', 'Shipping'].flatMap(kind => ADDRESS.map(part => `${kind}${part}`))
const PERSON = words('Name Email Gender Language Locale Phone BirthDate SignupDate PaymentMethod')

const NAMES: Partial<Record<AttributeEntity, readonly string[]>> = {
  CustomerProfile: [...PERSON, ...ADDRESSES],
  CustomerSession: [...words('Currency PaymentMethod ShippingMethod ShippingCost'), ...ADDRESSES],
}

function words(text: string): string[] {
  return text.split(' ')
}

const TYPES: Readonly<Record<string, AttributeType>> = {
  BirthDate: 'time',
  SignupDate: 'time',
  ShippingCost: 'number',
}

/** Far from the ids that a world or a client gives. */
const FIRST_ID = 900_001
const CREATED = '2015-01-01T00:00:00Z'

const BUILT_IN: readonly Attribute[] = Object.entries(NAMES)
  .flatMap(([entity, names]) => names.map(name => ({ entity: entity as AttributeEntity, name })))
  .map(({ entity, name }, index) => ({
    id: FIRST_ID + index,
    entity,
    name,
    title: name.replaceAll(/(?<=[a-z])(?=[A-Z0-9])/g, ' '),
    type: TYPES[name] ?? 'string',
    description: '',
    suggestions: [],
    restrictedBySuggestions: false,
    editable: false,
    subscribedApplicationsIds: [],
    created: CREATED,
  }))

export const isBuiltIn = ({ id }: Pick<Attribute, 'id'>): boolean => id >= FIRST_ID

const nameOf = ({ entity, name }: Attribute): string => `${entity}.${name}`

const BY_NAME = new Map(BUILT_IN.map(one => [nameOf(one), one]))

export const builtInAttribute = (entity: AttributeEntity, name: string): Attribute | undefined =>
  BY_NAME.get(`${entity}.${name}`)

/** All attributes: defined ones first, and those built in, unless a world defines their name itself. */
export function attributesOf({ attributes }: Deployment): Attribute[] {
  const defined = attributes.list()
  const names = new Set(defined.map(nameOf))
  return [...defined, ...BUILT_IN.filter(one => !names.has(nameOf(one)))]
}
