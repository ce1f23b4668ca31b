// Custom attributes: they must exist before a call may set them.
import { z } from 'zod'
import { ACCOUNT_ID, type Deployment } from '../../deployment.ts'
import { badRequest, invalidField, notEmulated, present } from '../../errors.ts'
import { contains, matchingAll, when } from '../../http/filter.ts'
import type { Operation } from '../../http/operation-list.ts'
import type { Listing } from '../../http/paging.ts'
import type { Query } from '../../http/query.ts'
import { attributesOf, isBuiltIn } from '../../rules/built-in-attributes.ts'
import { type Attribute, attributeSchema } from '../../schemas/attribute.ts'
import { type ManagementCall, managed } from './manage.ts'

/** [D] NewAttribute; description, suggestions and editable are required there. */
const newAttributeSchema = z.object({
  ...attributeSchema.omit({ id: true, created: true }).shape,
  title: z
    .string()
    .max(1_000)
    .regex(/^[A-Za-z][A-Za-z0-9_.!~*'() -]*$/, 'has characters that a title must not have'),
  description: z.string(),
  suggestions: z.array(z.string().min(1)).max(50),
  editable: z.boolean(),
  hasAllowedList: z.boolean().optional(),
  subscribedCatalogsIds: z.array(z.int()).optional(),
})

const attributeEntity = (attribute: Attribute) => ({ ...attribute, accountId: ACCOUNT_ID })

const ATTRIBUTES: Listing<Attribute, unknown> = {
  natural: 'id',
  fields: { name: ({ name }) => name, entity: ({ entity }) => entity, created: ({ created }) => created },
  entity: attributeEntity,
}

export function attributeRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  const { attributes, applications } = deployment

  return [
    route('GET /v1/attributes getAttributes', call =>
      call.counted(attributesOf(deployment).filter(attributeFilter(call.query)), ATTRIBUTES),
    ),

    route('POST /v1/attributes createAttribute', async call => {
      const { hasAllowedList, subscribedCatalogsIds = [], ...body } = await call.body(newAttributeSchema)
      if (hasAllowedList === true) throw notEmulated('allowed lists of attributes')
      if (subscribedCatalogsIds.length > 0) throw notEmulated('catalogs of attributes')
      // [D] NewAttribute: the combination of entity and name is unique, and so is that of entity and title.
      const clash = attributesOf(deployment).find(
        ({ entity, name, title }) => entity === body.entity && (name === body.name || title === body.title),
      )
      if (clash !== undefined) {
        throw badRequest('attribute-exists', `An attribute of ${body.entity} has this name or title`, {
          facts: { attribute: clash.id },
          hint: `It has the id ${clash.id}.`,
        })
      }
      for (const id of body.subscribedApplicationsIds) {
        if (!applications.has(id))
          throw invalidField('/subscribedApplicationsIds', `no Application has the id ${id}`)
      }
      return call.json(attributeEntity(await attributes.create(body)), 201)
    }),

    route('GET /v1/attributes/{attributeId} getAttribute', call =>
      call.json(attributeEntity(attributeOf(call))),
    ),

    // [D] updateAttribute: once created, only the description can be changed.
    route('PUT /v1/attributes/{attributeId} updateAttribute', async call => {
      const attribute = attributeOf(call)
      const { description } = await call.body(newAttributeSchema)
      if (isBuiltIn(attribute))
        throw badRequest('built-in-attribute', 'Built-in attributes cannot be changed')
      return call.json(attributeEntity(await attributes.update(attribute.id, { description })))
    }),
  ]
}

function attributeOf(call: ManagementCall): Attribute {
  const id = call.id('attributeId')
  const attribute = attributesOf(call.deployment).find(known => known.id === id)
  return present(attribute, 'attribute-not-found', `No attribute has the id ${id}.`, { attribute: id })
}

function attributeFilter(query: Query): (attribute: Attribute) => boolean {
  query.refuse('loyaltyProgramIds')
  return matchingAll(
    when(query.text('entity'), ({ entity }, wanted) => entity === wanted),
    when(query.text('type'), ({ type }, wanted) => type === wanted),
    when(query.choice('kind', ['builtin', 'custom']), (one, kind) => isBuiltIn(one) === (kind === 'builtin')),
    when(query.list('applicationIds'), ({ subscribedApplicationsIds: ids }, wanted) =>
      ids.length === 0 ? true : ids.some(id => wanted.includes(String(id))),
    ),
    when(query.text('search'), ({ name, description, type }, part) =>
      [name, description, type].some(text => contains(text, part)),
    ),
  )
}
