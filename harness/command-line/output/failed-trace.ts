// What happened in a sandbox whose command failed: its trace, on stderr, as long as a person may read.
import type { Entry } from '../../../mocks/kit/journal.ts'
import type { Sandbox } from '../../index.ts'
import type { TellExchange } from '../../traffic/told-exchange.ts'
import type { Terminal } from '../terminal.ts'
import { countText } from './count-text.ts'
import { customerName } from './customer-name.ts'
import { styleOf } from './style.ts'
import { isTold, traceText } from './trace.ts'
import { TraceBudget } from './trace-budget.ts'

interface Failed {
  sandbox: Sandbox
  entries: readonly Entry[]
  code: number
  /** What went over the wire where it explains a failure. */
  tellExchange: TellExchange
}

export function printFailedTrace({ sandbox, entries, code, tellExchange }: Failed, terminal: Terminal): void {
  const { complain } = terminal
  const style = styleOf(terminal.err, terminal.env)
  const budget = new TraceBudget()
  const told = entries.filter(entry => isTold(entry) && budget.takes(entry))
  complain(`\nThe command exited with ${code}. What happened in the sandbox:`)
  for (const entry of told) {
    complain(traceText(entry, customer => customerName(sandbox, customer), style))
    for (const line of tellExchange(entry)) complain(style.aside(`      ${line}`))
  }
  if (told.length === 0) complain('  nothing: no customer entered, and no call was refused')
  const leftOut = budget.leftOut()
  if (leftOut > 0) complain(`  … and ${countText(leftOut)} lines more`)
}
