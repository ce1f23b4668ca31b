// In and out: what the vendors gave out becomes part of the world, and a scenario goes back as the vendor's editor pastes it.
import { z } from 'zod'
import { scenarioSchema } from '../../../mocks/bloomreach/definition/definition.ts'
import { ownFieldsOf } from '../../../mocks/bloomreach/definition/own-fields.ts'
import { EVIDENCE, exportScenario } from '../../export/export-scenario.ts'
import type { WrittenFile } from '../../import/format.ts'
import { type FileReport, importInputs } from '../../import/import-files.ts'
import { inputOf } from '../../import/input-file.ts'
import { Pseudonyms } from '../../import/personal/pseudonyms.ts'
import type { Copy } from '../copies.ts'
import { joinedWorld, readImported } from '../joined-world.ts'
import { tool } from '../tool.ts'
import { scenarioId } from './scenario-shapes.ts'

const line = z.looseObject({ path: z.string(), note: z.string() })

export const transferTools = [
  tool({
    name: 'import_files',
    does: 'Reads what the vendors gave out: a scenario from the editor’s clipboard, answers of the vendor’s tools, vouchers, customers, campaigns, codes. Each field stands in one column of the report: understood, ignored, guessed, refused. The world begins anew with what it was defined by and what was imported; people get pseudonyms, secrets are left out.',
    input: z.strictObject({
      files: z
        .array(
          z.strictObject({
            name: z.string().min(1).max(200).describe('As the file is called; names what it becomes.'),
            text: z.string().min(1).max(8_000_000),
          }),
        )
        .min(1)
        .max(50),
      as: z.string().optional().describe('What they are, where their shape does not say it.'),
    }),
    output: z.object({
      reports: z.array(
        z.object({
          file: z.string(),
          format: z.string(),
          grade: z.string().describe('On what public knowledge the reading rests.'),
          fields: z.int(),
          counts: z.record(z.string(), z.int()),
          guessed: z.array(line),
          refused: z.array(line),
          remarks: z.array(z.string()),
        }),
      ),
      placeholders: z.array(z.looseObject({ name: z.string(), fillIn: z.string() })),
      scenarios: z.array(z.object({ id: z.string(), name: z.string() })).describe('Drafts, not started.'),
    }),
    async run({ input: { files, as }, copy, session }) {
      const inputs = files.map(({ name, text }) => inputOf(name, text))
      const { reports, toWrite } = importInputs(inputs, {
        strict: false,
        pseudonyms: new Pseudonyms({ key: 'referral-sandbox', keep: new Set() }),
        ...(as === undefined ? {} : { as }),
      })
      const scenarios = await joinedBy(toWrite, await copy())
      for (const { path, text } of toWrite) {
        if (path.endsWith(SOURCE)) session.sources.set(path.slice(0, -SOURCE.length), JSON.parse(text))
      }
      return {
        reports: reports.map(toldReport),
        placeholders: reports.flatMap(({ placeholders }) => placeholders.map(one => ({ ...one }))),
        scenarios,
      }
    },
  }),
  tool({
    name: 'export_scenario',
    does: 'Writes a scenario as the vendor’s editor pastes it. What was imported and not changed goes back as it came; what has no public form is listed to be built by hand, and left out.',
    isReading: true,
    input: z.strictObject({ scenario_id: scenarioId }),
    output: z.object({
      clipboard: z.looseObject({}),
      counts: z.object({ untouched: z.int(), patched: z.int(), new: z.int() }),
      by_hand: z.array(z.string()).describe('What has to be built by hand.'),
      remarks: z.array(z.string()),
      evidence: z.string().describe('On what the shape rests.'),
    }),
    async run({ input: { scenario_id }, copy, session }) {
      const scenario = await (await copy()).client.scenarios.get(scenario_id)
      const definition = scenarioSchema.parse(ownFieldsOf(scenario))
      const { clipboard, counts, byHand, remarks } = exportScenario(
        definition,
        session.sources.get(scenario.name),
      )
      return { clipboard: { ...clipboard }, counts, by_hand: byHand, remarks, evidence: EVIDENCE }
    },
  }),
]

/** The ending of the file that keeps a scenario as it came; before it stands the scenario's name. */
const SOURCE = '.source.json'

/** The world with what was read; answers the scenarios that are new. */
async function joinedBy(files: readonly WrittenFile[], copy: Copy): Promise<{ id: string; name: string }[]> {
  const added = await readImported(files)
  const before = (await copy.client.scenarios.list()).scenarios.map(({ name }) => name)
  if (added !== undefined) await copy.replace(joinedWorld(copy.origin().read, added))
  const { scenarios } = await copy.client.scenarios.list()
  return scenarios.filter(({ name }) => !before.includes(name)).map(({ id, name }) => ({ id, name }))
}

function toldReport({ file, format, grade, fields, columns, remarks }: FileReport) {
  const counts = Object.entries(columns).map(([column, entries]) => [
    column,
    entries.reduce((sum, { count = 1 }) => sum + count, 0),
  ])
  return {
    file,
    format,
    grade,
    fields,
    counts: Object.fromEntries(counts) as Record<string, number>,
    guessed: columns.guessed.map(one => ({ ...one })),
    refused: columns.refused.map(one => ({ ...one })),
    remarks,
  }
}
