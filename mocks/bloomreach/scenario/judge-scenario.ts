// What is wrong with a definition in this project, here and now: `definition/` judges, the stores say what there is.
import { SandboxError } from '../../kit/sandbox-error.ts'
import { GENERAL_CONSENT } from '../consents/consent-categories.ts'
import type { ScenarioDefinition } from '../definition/definition.ts'
import { type Finding, findingsOf, findingsOfShaped, type Known } from '../definition/findings.ts'
import type { House } from '../house.ts'
import { parameterRulesOf } from '../visit/block-parameters.ts'
import { textsOfPreset } from '../webhook/spec.ts'
import { withoutShown } from './shown-scenario.ts'

export const judge = (
  input: unknown,
  house: House,
): { definition?: ScenarioDefinition; findings: Finding[] } => findingsOf(withoutShown(input), knownIn(house))

export const judgeShaped = (definition: ScenarioDefinition, house: House): Finding[] =>
  findingsOfShaped(definition, knownIn(house))

/** A definition without findings, or every finding in one error. */
export function accept(input: unknown, house: House): ScenarioDefinition {
  const { definition, findings } = judge(input, house)
  if (definition !== undefined && findings.length === 0) return definition
  const lines = findings.map(({ code, message, remedy }) => `${message} ${remedy} (${code})`)
  throw new SandboxError('invalid-scenario', `Cannot keep the scenario: ${lines.join(' ')}`, {
    hint: 'referral-sandbox check FILE shows each finding with its line.',
    findings,
  })
}

function knownIn(house: House): Known {
  const { integrations, consentCategories, throughputPolicies, segmentations, settings } = house
  const blocked = house.frequencyPolicies.list().filter(policy => policy.blocked)
  return {
    authentications: integrations.names('http_authentication_schema'),
    presets: integrations.names('webhook_preset'),
    presetParameters: name => {
      const preset = integrations.preset(name)
      return preset && { defaults: preset.parameters, texts: textsOfPreset(preset) }
    },
    parameterRules: parameterRulesOf(house),
    consentCategories: [GENERAL_CONSENT, ...consentCategories.list().map(({ id }) => id)],
    frequencyPolicies: house.frequencyPolicies.names(),
    blockedPolicies: blocked.flatMap(({ id, name }) => [id, name]),
    throughputPolicies: throughputPolicies.names(),
    segmentations: segmentations.list(),
    sizeLimit: settings.scenarioSizeLimit,
  }
}
