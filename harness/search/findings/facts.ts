// What happened in a run, as far as an invariant may ask for it: small, without instants and without what differs in every run, so
// that two runs with equal facts are judged alike. `scribe.ts` writes them down.

export interface MailFact {
  kind: 'mail'
  customer: string
  node: string
  to: string
  subject: string
  /** With {code} in place of every code. */
  text: string
  codes: readonly CodeInMail[]
  /** The customer had withdrawn every consent before. */
  afterWithdrawal: boolean
  shows: readonly string[]
}

export interface CodeInMail {
  /** Of whoever the mail is to, or of another. */
  isOwn: boolean
  state: 'good' | 'unknown' | 'expired' | 'used up'
}

export type Fact =
  | { kind: 'entered'; customer: string; run: number }
  | { kind: 'ended'; customer: string; run: number; because: string }
  | { kind: 'withdrawn'; customer: string }
  | { kind: 'code'; advocate: string; campaign: number }
  /** A change that the called service made for one visit of a node: more than one is a retry that did it again. */
  | { kind: 'change'; what: string; customer: string; node: string; run: number; attempt: number }
  | { kind: 'call'; customer: string; node: string; attempt: number; shows: readonly string[] }
  /** One customer's answer, which nobody disturbed, ended the calls of those who entered together. */
  | { kind: 'stopped'; customer: string; node: string; reason: string }
  | MailFact
