// Every form of export beside the editor's clipboard, and what each is read from.
import type { ScenarioDefinition } from '../../mocks/bloomreach/definition/definition.ts'
import { readWorld } from '../world/definition.ts'
import type { HandedOut } from './handed-out.ts'
import { mailFiles } from './mail-files.ts'
import { ruleList } from './rule-list.ts'
import { webhookFiles } from './webhook-files.ts'
import { campaignFiles, codeFiles, voucherFiles } from './world-files.ts'

/** Of one scenario. */
const OF_SCENARIO: Readonly<Record<string, (definition: ScenarioDefinition) => HandedOut>> = {
  mails: mailFiles,
  webhooks: webhookFiles,
}

/** Of a whole world. */
const OF_WORLD = {
  vouchers: voucherFiles,
  codes: codeFiles,
  campaigns: campaignFiles,
  rules: ruleList,
} as const

export const OTHER_FORMATS = [...Object.keys(OF_SCENARIO), ...Object.keys(OF_WORLD)]

export const ofScenario = (format: string): ((definition: ScenarioDefinition) => HandedOut) | undefined =>
  Object.hasOwn(OF_SCENARIO, format) ? OF_SCENARIO[format] : undefined

/** `source`: the world that rules are compared with. */
export async function handOutWorld(
  format: string,
  file: string,
  source: string | undefined,
): Promise<HandedOut> {
  const read = await readWorld(file)
  const before = source === undefined ? undefined : await readWorld(source)
  return OF_WORLD[format as keyof typeof OF_WORLD](read, before)
}
