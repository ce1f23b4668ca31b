// `contracts drift OLD NEW`: what the vendor's published description says otherwise than the kept one. Nothing is sent anywhere.
import { InputError } from '../court/input-error.ts'
import { EXIT_BITS } from '../court/verdict.ts'
import { readDescription } from '../description/load.ts'
import { driftBetween } from './drift.ts'
import { type DriftReport, isFelt, reportText } from './report.ts'
import { readTouched } from './touched.ts'

interface Asked {
  files: readonly string[]
  json: boolean
  say(text: string): void
}

/** 4, the bit of the description, when something changed that is emulated or relied on; else 0. */
export async function runDrift({ files, json, say }: Asked): Promise<number> {
  const [before, after, ...more] = files
  if (before === undefined || after === undefined || more.length > 0) {
    throw new InputError(
      'usage',
      `Cannot compare ${files.length} descriptions: it takes two. Use contracts drift OLD NEW.`,
    )
  }
  const drift = driftBetween(await readDescription(before), await readDescription(after))
  const touchedBy = await readTouched()
  const report: DriftReport = {
    components: drift.components,
    operations: drift.operations.map(operation => ({ ...operation, ...touchedBy(operation) })),
  }
  say(json ? JSON.stringify(report, null, 2) : reportText(report))
  return report.operations.some(isFelt) ? EXIT_BITS.description : 0
}
