// The project and its API groups: which keys open which part of the HTTP APIs. Checking a request is `http/auth.ts`.

import { z } from 'zod'
import type { Chance } from '../../kit/chance.ts'
import { invariant } from '../../kit/invariant.ts'
import { Cell } from '../../kit/kept/cell.ts'
import { Group } from '../../kit/kept/group.ts'

/** In the words of the project's settings page for an API group. */
const PERMISSIONS = [
  'Customer properties > Set',
  'Customer properties > Get',
  'Events > Set',
  'Events > Get',
  'Consents > Get',
  'Segmentations > Get',
  'Recommendations > Get',
  'GDPR > Export customer',
  'GDPR > Export analyses',
  'GDPR > Anonymize customer',
  'Catalogs > Get catalog list',
  'Catalogs > Get catalog name',
  'Catalogs > Create catalog',
  'Catalogs > Update catalog',
  'Catalogs > Delete catalog',
  'Catalogs > Get catalog items',
  'Catalogs > Get catalog item',
  'Catalogs > Create or update catalog item',
  'Catalogs > Partial update catalog item',
  'Catalogs > Delete catalog item',
  'Catalogs > Delete all catalog items',
  'Campaigns > Transactional email API',
  'Campaigns > API trigger',
] as const

export type Permission = (typeof PERMISSIONS)[number]

/** [D] tracking-api: these two are open to public access as well. */
const PUBLIC_PERMISSIONS: Permission[] = ['Customer properties > Set', 'Events > Set']

const grants = {
  name: z.string().min(1).default('API group').describe('The name of the API group.'),
  permissions: z
    .array(z.enum(PERMISSIONS))
    .optional()
    .describe('What its key may do, in the words of the settings page; without it everything.'),
  eventTypes: z
    .array(z.string().min(1))
    .optional()
    .describe('Only these event types may be set and read; without it all of them.'),
}

export const apiGroupSchema = z.discriminatedUnion('access', [
  z.strictObject({
    ...grants,
    access: z
      .literal('private')
      .describe('Private access: an API key’s id and secret, over Basic authentication.'),
    keyId: z
      .string()
      .min(1)
      .optional()
      .describe('The id of the API key; generated from the seed when left out.'),
    secret: z.string().min(1).optional().describe('The API secret; generated from the seed when left out.'),
  }),
  z.strictObject({
    ...grants,
    access: z.literal('public').describe('Public access: a token alone, for what a web page may do.'),
    token: z.string().min(1).optional().describe('The API token; generated from the seed when left out.'),
  }),
])

export interface ApiGroup {
  readonly name: string
  readonly access: 'private' | 'public'
  /** The API key's id (private) or the API token (public). */
  readonly key: string
  /** Empty for public access. */
  readonly secret: string
  readonly permissions: ReadonlySet<Permission>
  readonly eventTypes: ReadonlySet<string> | undefined
}

export interface Project {
  readonly id: string
  readonly name: string
  readonly token: string
}

export class Access {
  readonly #project: Cell<Project>
  readonly #chance: Chance
  readonly #groups = new Cell<readonly ApiGroup[]>([])
  readonly kept: Group

  constructor({ chance }: { chance: Chance }) {
    this.#chance = chance.stream('bloomreach/access')
    this.#project = new Cell({ id: this.#chance.hex(24), name: 'Sandbox', token: this.#chance.uuid() })
    this.kept = new Group({ project: this.#project, groups: this.#groups })
    this.replace([
      { access: 'private', name: 'Sandbox' },
      { access: 'public', name: 'Sandbox, public' },
    ])
  }

  get project(): Project {
    return this.#project.value
  }

  set project(project: Project) {
    this.#project.value = project
  }

  /** Answers the groups with generated keys filled in. */
  replace(groups: readonly z.input<typeof apiGroupSchema>[]): readonly ApiGroup[] {
    this.#groups.value = groups.map(group => this.#complete(apiGroupSchema.parse(group)))
    return this.#groups.value
  }

  groups(): readonly ApiGroup[] {
    return this.#groups.value
  }

  find(key: string): ApiGroup | undefined {
    return this.#groups.value.find(group => group.key === key)
  }

  /** The first private group: what the environment of a child process names. */
  privateKey(): { id: string; secret: string } {
    const group = this.#groups.value.find(({ access }) => access === 'private')
    return { id: group?.key ?? '', secret: group?.secret ?? '' }
  }

  publicToken(): string {
    return this.#groups.value.find(({ access }) => access === 'public')?.key ?? ''
  }

  #complete(group: z.output<typeof apiGroupSchema>): ApiGroup {
    const { name, access, eventTypes } = group
    const granted = new Set(group.permissions ?? (access === 'private' ? PERMISSIONS : PUBLIC_PERMISSIONS))
    const shared = { name, permissions: granted, eventTypes: eventTypes && new Set(eventTypes) }
    if (group.access === 'public') {
      return { ...shared, access, key: group.token ?? this.#chance.text(64), secret: '' }
    }
    invariant(access === 'private', 'an API group is public or private')
    return {
      ...shared,
      access,
      key: group.keyId ?? this.#chance.text(64).toLowerCase(),
      secret: group.secret ?? this.#chance.text(64),
    }
  }
}
