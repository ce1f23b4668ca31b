// What each witness says about one interaction, and the exit code that tells them apart.

export const WITNESSES = ['consumer', 'emulator', 'description', 'live'] as const
export type Witness = (typeof WITNESSES)[number]

export interface Statement {
  verdict: 'agrees' | 'disagrees' | 'silent'
  /** Findings of a witness who disagrees; remarks of one who agrees; why one is silent. */
  because: string[]
}

export interface Verdict {
  contract: string
  consumer: string
  provider: string
  interaction: string
  says: Record<Witness, Statement>
}

export const AGREES: Statement = { verdict: 'agrees', because: [] }
export const disagrees = (because: string[]): Statement => ({ verdict: 'disagrees', because })
export const silent = (because: string): Statement => ({ verdict: 'silent', because: [because] })

/** One bit for each witness, so that a script can tell who disagrees, also when several do. */
export const EXIT_BITS: Record<Witness, number> = { consumer: 1, emulator: 2, description: 4, live: 8 }

export const dissenters = ({ says }: Verdict): Witness[] =>
  WITNESSES.filter(witness => says[witness].verdict === 'disagrees')

export const exitCodeOf = (verdicts: readonly Verdict[]): number =>
  verdicts.flatMap(dissenters).reduce((code, witness) => code | EXIT_BITS[witness], 0)
