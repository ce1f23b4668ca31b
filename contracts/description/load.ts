// Finds and reads the descriptions: the vendors' own where they are at hand, else the small ones in our own words.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CORE_SCHEMA, load } from 'js-yaml'
import type { DescriptionName } from '../court/contract.ts'
import { InputError } from '../court/input-error.ts'
import type { SpecsFolder } from '../environment.ts'

// biome-ignore lint/suspicious/noExplicitAny: a vendor document is read by key
export type OpenApiDocument = Record<string, any>

export interface LoadedDescription {
  name: DescriptionName
  document: OpenApiDocument
  /** Written by ourselves: it can show that two of our files disagree, not that the vendor does. */
  ownWords: boolean
}

const VENDORS: Partial<Record<DescriptionName, string>> = {
  'third-party': 'talonone-third-party.openapi.yaml',
  integration: 'talonone-integration.openapi.yaml',
  mailpit: 'mailpit.swagger.json',
}

const OWN: Record<DescriptionName, string> = {
  'third-party': 'tutorial.openapi.yaml',
  integration: 'tutorial.openapi.yaml',
  mailpit: 'inbox.openapi.yaml',
  'bloomreach-tracking': 'tracking.openapi.yaml',
}

export async function loadDescription(
  name: DescriptionName,
  specs: SpecsFolder | undefined,
): Promise<LoadedDescription> {
  const vendorFile = VENDORS[name]
  if (specs !== undefined && vendorFile !== undefined) {
    const file = join(specs.folder, vendorFile)
    if (existsSync(file)) return { name, document: await readDescription(file), ownWords: false }
    if (specs.named) {
      throw new InputError(
        'missing',
        `Cannot read the description ${vendorFile}: it is not in ${specs.folder}, which TALON_ONE_SPECS names. Put it there, or unset TALON_ONE_SPECS to use the descriptions in our own words.`,
      )
    }
  }
  const file = fileURLToPath(new URL(`../descriptions/${OWN[name]}`, import.meta.url))
  return { name, document: await readDescription(file), ownWords: true }
}

/** By file, for as long as it says the same: the next session finds a witness that has compiled what it needs. */
const documents = new Map<string, { text: string; document: OpenApiDocument }>()

/** One file, whoever wrote it. */
export async function readDescription(file: string): Promise<OpenApiDocument> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new InputError(
      'missing',
      `Cannot read the description ${file}: ${cause.code}. Give it the path of an OpenAPI file.`,
      {
        cause,
      },
    )
  })
  const known = documents.get(file)
  if (known?.text === text) return known.document
  const document = parsed(file, text)
  documents.set(file, { text, document })
  return document
}

function parsed(file: string, text: string): OpenApiDocument {
  try {
    const document: unknown = file.endsWith('.json') ? JSON.parse(text) : load(text, { schema: CORE_SCHEMA })
    if (typeof document !== 'object' || document === null || !('paths' in document)) {
      throw new Error('it has no paths')
    }
    return document
  } catch (cause) {
    throw new InputError(
      'data',
      `Cannot use the description ${file}: ${(cause as Error).message.split('\n', 1)[0]}. Restore the file.`,
      { cause },
    )
  }
}
