// `coverage [options] DIR`: what tests have exercised of the scenarios. 0 enough, 1 below the threshold, 2 it cannot be said.
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { readCoverage } from '../../exercised/folder.ts'
import { lcovOf } from '../../exercised/lcov.ts'
import { coverageReport, percentOf } from '../../exercised/report.ts'
import { coverageText } from '../../exercised/text.ts'
import { parsedArguments } from '../argument-reason.ts'
import { demandWritable, writeReport } from '../output/written-report.ts'
import type { Terminal } from '../terminal.ts'

const OPTIONS = {
  json: { type: 'boolean' },
  lcov: { type: 'string' },
  threshold: { type: 'string' },
} as const

export async function coverage(args: readonly string[], { say, complain, env }: Terminal): Promise<number> {
  try {
    const { folder, json, lcov, threshold } = readArguments(args, env)
    if (lcov !== undefined) await demandWritable(lcov)
    const scenarios = await readCoverage(folder)
    const report = coverageReport(scenarios)
    const percent = percentOf(report.total)
    say(json ? JSON.stringify({ ...report, percent }) : coverageText(report))
    if (lcov !== undefined) await writeReport(lcov, lcovOf(scenarios))
    if (percent >= threshold) return 0
    complain(`${percent.toFixed(1)} % were exercised, less than ${threshold} %.`)
    return 1
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error
    complain(error.message)
    return 2
  }
}

interface Asked {
  folder: string
  json: boolean
  lcov: string | undefined
  /** In percent; 0 asks for nothing. */
  threshold: number
}

function readArguments(args: readonly string[], env: NodeJS.ProcessEnv): Asked {
  const { values, positionals } = parsedArguments(args, OPTIONS, refusal)
  const [folder = env.SANDBOX_COVERAGE, ...more] = positionals
  if (folder === undefined || folder === '' || more.length > 0) throw refusal('name one folder')
  const threshold = Number(values.threshold ?? 0)
  if (values.threshold?.trim() === '' || !(threshold >= 0 && threshold <= 100))
    throw refusal(`the threshold ${JSON.stringify(values.threshold)} is no number from 0 to 100`)
  return { folder, json: values.json === true, lcov: values.lcov, threshold }
}

const refusal = (reason: string, options?: ErrorOptions) =>
  new SandboxError('invalid-option', `Cannot say what was covered: ${reason}.`, {
    remedy: 'Write for example: referral-sandbox coverage coverage/sandbox --threshold 80.',
    ...options,
  })
