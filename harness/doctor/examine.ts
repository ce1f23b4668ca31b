// Everything that decides whether the sandbox starts here, and what it would do without.
import type { Config } from '../config.ts'
import { browserSymptom, descriptionsSymptom, mailpitSymptom } from './machine.ts'
import { nodeSymptom } from './node-version.ts'
import { portSymptoms } from './ports.ts'
import { productionSymptoms } from './production.ts'
import type { Symptom } from './symptom.ts'

export async function examine(config: Config, env: NodeJS.ProcessEnv): Promise<Symptom[]> {
  return [
    nodeSymptom(process.versions.node),
    ...(await portSymptoms(config)),
    await mailpitSymptom(config),
    browserSymptom(env),
    descriptionsSymptom(env),
    ...productionSymptoms(env, new Set()),
  ]
}
