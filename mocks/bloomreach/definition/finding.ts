// What is wrong with a scenario, and the names that a scenario may refer to.
import type { Segmentation } from '../customers/segmentations.ts'
import type { ParameterRules } from './parameters/parameter-problems.ts'
import type { ParameterValues } from './parameters/template-parameters.ts'

/** A place inside a definition. */
export type Path = readonly (string | number)[]

export interface Finding {
  code: string
  path: Path
  node?: number
  message: string
  remedy: string
}

/** Names that a scenario may refer to. */
export interface Known {
  authentications: readonly string[]
  presets: readonly string[]
  /** The template parameters of a preset, null where the node must give them, and its texts; without it nobody asks. */
  presetParameters?: (preset: string) => { defaults: ParameterValues; texts: unknown } | undefined
  parameterRules?: ParameterRules
  consentCategories: readonly string[]
  frequencyPolicies: readonly string[]
  /** Those that no scenario may be kept with. */
  blockedPolicies?: readonly string[]
  throughputPolicies: readonly string[]
  /** Without it nobody asks. */
  segmentations?: readonly Pick<Segmentation, 'id' | 'name' | 'segments'>[]
  /** [D] creating-a-basic-scenario: there is a hard limit on the size, in bytes. */
  sizeLimit?: number
}
