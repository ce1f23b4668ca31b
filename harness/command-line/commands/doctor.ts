// `doctor [--json] [options of start]`: what this machine has and lacks for a start with these options. 1 when it would fail.
import { readConfig } from '../../config.ts'
import { examine } from '../../doctor/examine.ts'
import type { Symptom } from '../../doctor/symptom.ts'
import type { Terminal } from '../terminal.ts'

export async function doctor(args: readonly string[], { say, env }: Terminal): Promise<number> {
  const config = readConfig(args, env)
  const symptoms = await examine(config, env)
  for (const symptom of symptoms) say(config.json ? JSON.stringify(symptom) : lineOf(symptom))
  return symptoms.some(({ state }) => state === 'problem') ? 1 : 0
}

const lineOf = ({ about, state, says, remedy }: Symptom): string =>
  `${state.padEnd(8)} ${about}: ${says}.${remedy === undefined ? '' : `\n${' '.repeat(9)}${remedy}`}`
