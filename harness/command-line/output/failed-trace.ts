// What happened in a sandbox whose command failed: its trace, on stderr, as long as a person may read.
import type { Entry } from '../../../mocks/kit/journal.ts'
import { ownEnvironment } from '../../config.ts'
import type { Sandbox } from '../../index.ts'
import { countText } from './count-text.ts'
import { customerName } from './customer-name.ts'
import { styleOf } from './style.ts'
import { isTold, traceText } from './trace.ts'
import { TraceBudget } from './trace-budget.ts'

export function printFailedTrace(sandbox: Sandbox, entries: readonly Entry[], code: number): void {
  const style = styleOf(process.stderr, ownEnvironment())
  const budget = new TraceBudget()
  const told = entries.filter(entry => isTold(entry) && budget.takes(entry))
  console.error(`\nThe command exited with ${code}. What happened in the sandbox:`)
  for (const entry of told)
    console.error(traceText(entry, customer => customerName(sandbox, customer), style))
  if (told.length === 0) console.error('  nothing: no customer entered, and no call was refused')
  const leftOut = budget.leftOut()
  if (leftOut > 0) console.error(`  … and ${countText(leftOut)} lines more`)
}
