// What is wrong with a scenario of the right shape, seen without any customer: its templates, its webhooks, what they call.

import { adviceOn } from '../../mocks/bloomreach/definition/advice.ts'
import type { ScenarioDefinition } from '../../mocks/bloomreach/definition/definition.ts'
import {
  isTrigger,
  isWebhook,
  onPaper,
  type ScenarioNode,
} from '../../mocks/bloomreach/definition/node-schemas.ts'
import { SOMETIMES_THERE } from '../../mocks/bloomreach/definition/on-paper.ts'
import type { Bloomreach } from '../../mocks/bloomreach/index.ts'
import type { BloomreachSettings } from '../../mocks/bloomreach/settings.ts'
import { inTurn } from '../../mocks/kit/time/breath.ts'
import { answerFields, type TalonOne } from '../../mocks/talon-one/index.ts'
import { calledTextFindings, type ProjectTexts } from './called-texts.ts'
import { fieldFindings } from './field-advice.ts'
import type { ScenarioFinding } from './finding.ts'
import type { Deployment } from './missing-parts.ts'
import { calledOperations, operationFindings } from './operations.ts'
import { type Analysed, judgeTemplate, type Template, templatesIn } from './templates.ts'
import { fieldsBefore, type Processed, webhookFieldFindings } from './webhook-fields.ts'
import { type Integrations, type WebhookNode, webhookNodes } from './webhook-nodes.ts'

export interface Surroundings {
  integrations: Integrations
  settings: BloomreachSettings
  /** What templates may call; undefined where no world is at hand. */
  texts: ProjectTexts | undefined
  talonOne: Deployment & Pick<TalonOne, 'operations'>
}

/** What both a world under check and a running sandbox have. */
export interface HousesAtHand {
  bloomreach: Pick<Bloomreach, 'integrations' | 'settings' | 'scenarios'> & ProjectTexts
  talonOne: Surroundings['talonOne']
}

export const surroundingsOf = ({ bloomreach, talonOne }: HousesAtHand): Surroundings => ({
  talonOne,
  settings: bloomreach.settings,
  texts: bloomreach,
  integrations: {
    preset: name => bloomreach.integrations.preset(name),
    authentication: name => bloomreach.integrations.authentication(name),
    endpointPrefix: bloomreach.settings.endpointPrefix,
    parametersInTags: bloomreach.settings.parametersInTags,
  },
})

export const staticFindings = async (
  definition: ScenarioDefinition,
  surroundings: Surroundings,
): Promise<ScenarioFinding[]> => (await readStatically(definition, surroundings)).findings

/** The findings, and the webhooks as they were read for them. */
export async function readStatically(
  definition: ScenarioDefinition,
  surroundings: Surroundings,
): Promise<{ findings: ScenarioFinding[]; webhooks: readonly WebhookNode[] }> {
  const { integrations, talonOne } = surroundings
  const templates = await templateFindings(await templatesOf(definition), surroundings)
  const { webhooks, findings } = await webhookNodes(definition, integrations)
  const operations = await calledOperations(webhooks, talonOne)
  const processed = processedBy(webhooks, operations)
  const all = [
    ...adviceOn(definition),
    ...templates.findings,
    ...(await webhookFieldFindings(definition, templates.analysed, processed)),
    ...findings,
    ...(await operationFindings(webhooks, talonOne)),
    ...(await fieldFindings(definition, webhooks, operations)),
  ]
  return { findings: all, webhooks }
}

/** By node, what its `webhook.` holds in the templates that a customer comes to after it. */
export async function fieldsReadable(
  definition: ScenarioDefinition,
  { integrations, talonOne }: Surroundings,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const { webhooks } = await webhookNodes(definition, integrations)
  const processed = processedBy(webhooks, await calledOperations(webhooks, talonOne))
  return fieldsBefore(definition, processed)
}

const processedBy = (
  webhooks: readonly WebhookNode[],
  operations: ReadonlyMap<number, { id: string }>,
): ReadonlyMap<number, Processed> =>
  new Map(webhooks.map(node => [node.id, processedAt(node, operations.get(node.id)?.id)]))

export async function templateFindings(
  templates: readonly Template[],
  { settings, texts }: Pick<Surroundings, 'settings' | 'texts'>,
): Promise<{
  findings: ScenarioFinding[]
  analysed: Analysed[]
}> {
  const judged = await inTurn(templates, template => judgeTemplate(template, settings))
  const analysed = judged.flatMap(({ analysed }) => analysed ?? [])
  const called = texts === undefined ? [] : calledTextFindings(analysed, texts)
  return { findings: [...judged.flatMap(({ findings }) => findings), ...called], analysed }
}

async function templatesOf({ nodes, customerFilter }: ScenarioDefinition): Promise<Template[]> {
  const always = new Set(nodes.filter(isTrigger).flatMap(givenBy))
  const templates = await inTurn(nodes, (node, index) => templatesOfNode(node, ['nodes', index], always))
  return [...jinjaOf(customerFilter, ['customerFilter']), ...templates.flat()]
}

const givenBy = (node: ScenarioNode): readonly string[] => onPaper(node).gives(node)

/** Of a condition only `jinja` is a template; the values of its filters are taken as they are. */
function templatesOfNode(
  node: ScenarioNode,
  path: (string | number)[],
  always: ReadonlySet<string>,
): Template[] {
  const templates =
    'if' in node ? jinjaOf(node.if, [...path, 'if'], node.id) : templatesIn(node, path, node.id)
  const there = givenBy(node)
  // Variables that no customer in this node ever has.
  const without = SOMETIMES_THERE.filter(name => !always.has(name) && !there.includes(name))
  return templates.map(template => ({ ...template, without, takesParameters: isWebhook(node) }))
}

function jinjaOf(condition: unknown, path: (string | number)[], node?: number): Template[] {
  if (typeof condition !== 'object' || condition === null) return []
  return Object.entries(condition).flatMap(([key, part]) => {
    const inside = [...path, Array.isArray(condition) ? Number(key) : key]
    return key === 'jinja' ? templatesIn(part, inside, node) : jinjaOf(part, inside, node)
  })
}

function processedAt({ spec }: WebhookNode, operation: string | undefined): Processed {
  if (spec === undefined) return { response: 'unknown', fields: undefined, operation }
  if (spec.response === 'text') return { response: 'text', fields: ['data'], operation }
  const fields = operation === undefined ? undefined : answerFields(operation)
  return { response: spec.response, fields, operation }
}
