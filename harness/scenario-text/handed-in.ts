// What a client hands in of a scenario: a definition, the text that its author wrote, or both, which then say the same. Where only the
// definition comes, the text that is kept is changed by it, so that comments stay.
import { type ScenarioDefinition, scenarioSchema } from '../../mocks/bloomreach/definition/definition.ts'
import { diffOf, type VersionDiff } from '../../mocks/bloomreach/definition/history.ts'
import { OWN_FIELDS, ownFieldsOf } from '../../mocks/bloomreach/definition/own-fields.ts'
import { hideSecrets } from '../../mocks/bloomreach/definition/secret-headers.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { readSourceText } from '../world/file.ts'
import { LONGEST_TEXT } from './longest-text.ts'
import { withoutSecrets } from './masked-text.ts'
import { OF_THE_WORLD } from './read-text.ts'
import { isSame } from './same.ts'
import { textOf } from './written-text.ts'

/** A text as it is kept, and the definition that it stands for. */
export interface KeptText {
  text: string
  definition: object
}

export interface HandedIn {
  /** Not judged yet. */
  definition: unknown
  /** Of the definition once it is judged; undefined where its author wrote none. */
  textFor(definition: unknown): string | undefined
}

/** `kept` is what the text may be as it was shown before: it then goes along with the definition. */
export async function handedIn(body: unknown, kept: KeptText | undefined): Promise<HandedIn> {
  const { text, ...definition } = (isObject(body) ? body : {}) as { text?: unknown }
  if (text === undefined || text === kept?.text)
    return { definition: text === undefined ? body : definition, textFor: after => edited(kept, after) }
  if (typeof text !== 'string') throw refused('its text is no text', 'Send YAML, as in a scenario file.')
  if (text.length > LONGEST_TEXT)
    throw refused(`its text is longer than ${LONGEST_TEXT} characters`, 'Send the definition alone.')
  const written = await definitionIn(text)
  if (!OWN_FIELDS.some(name => name in definition))
    return { definition: { ...definition, ...written }, textFor: after => keptText(text, after) }
  return {
    definition,
    textFor(after) {
      refuseOther(written, after)
      return keptText(text, after)
    },
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

async function definitionIn(text: string): Promise<Record<string, unknown>> {
  const { data } = await readSourceText(text, 'text').catch((cause: unknown) => {
    if (!(cause instanceof SandboxError)) throw cause
    throw refused(
      `its text is no YAML: ${cause.problem.replace('Cannot read ', '').replace(/\.$/, '')}`,
      cause.remedy,
      cause,
    )
  })
  if (!isObject(data)) throw refused('its text is no scenario', 'Write a name, nodes and connections.')
  const own = Object.entries(data).filter(([name]) => !OF_THE_WORLD.some(key => key === name))
  return Object.fromEntries(own)
}

function edited(kept: KeptText | undefined, definition: unknown): string | undefined {
  if (kept === undefined) return undefined
  const [says, now] = [parsed(kept.definition), parsed(definition)]
  return says && now && textOf(now, { text: kept.text, says })
}

/** A text as it may be kept beside its definition. */
export function keptText(text: string | undefined, definition: unknown): string | undefined {
  if (text === undefined || text.length > LONGEST_TEXT) return undefined
  if (!JSON.stringify(definition).includes('"secret"')) return text
  const { data } = scenarioSchema.safeParse(ownFieldsOf(definition))
  return data && withoutSecrets(text, data)
}

/** By its schema, which fills in what goes without saying, without tags where there are none, and without secrets, which a text may have or not. */
function parsed(input: unknown): ScenarioDefinition | undefined {
  const { data } = scenarioSchema.safeParse(ownFieldsOf(input))
  if (data?.tags?.length === 0) delete data.tags
  return data && hideSecrets(data)
}

function refuseOther(written: unknown, definition: unknown): void {
  const [says, is] = [parsed(written), parsed(definition)]
  if (isSame(says, is)) return
  const where =
    says === undefined || is === undefined ? 'it is no scenario by itself' : firstOf(diffOf(is, says))
  throw refused(
    `its text says something else than its definition (${where})`,
    'Send the text alone, or the definition alone.',
  )
}

function firstOf({ fields: [field], nodes: [node] }: VersionDiff): string {
  if (field !== undefined) return field
  if (node === undefined) return 'connections'
  const what = node.change === 'changed' ? node.fields?.join(', ') : node.change
  return `node ${node.node}: ${what}`
}

const refused = (reason: string, remedy: string | undefined, cause?: unknown): SandboxError =>
  new SandboxError('invalid-scenario', `Cannot keep the scenario: ${reason}.`, { remedy, cause })
