// What an explanation is made of: the steps that an emulator took, what it read and who wrote that, and the values of a mail.

export interface Step {
  /** What was looked at: "the operation", "the credentials". */
  looked: string
  found: string
  ok: boolean
}

/** Something that was read, and the entry of the journal that wrote it. */
export interface Read {
  what: string
  value?: unknown
  /** Undefined: it was there from the start, as the world file has it. */
  writtenBy?: Line | undefined
}

/** An entry of the journal, as a sentence. */
export interface Line {
  seq: number
  at: string
  text: string
}

export interface Explanation {
  id: string
  kind: 'request' | 'mail'
  /** What it is about, in one sentence. */
  says: string
  /** Internal id. */
  customer?: string | undefined
  reason?: string | undefined
  hint?: string | undefined
  steps: Step[]
  /** The nearest thing that would have matched. */
  nearest?: string | undefined
  reads: Read[]
  values: Value[]
  /** What led to it, the first cause first. */
  causes: Line[]
  /** What it led to. */
  effects: Line[]
}

/** A part of a mail that came out of a template. */
export interface Value {
  expression: string
  /** The text that it stands in: "subject", "html", 'HTML block "header"'. */
  in: string
  /** As the mail shows it; undefined where it cannot be told from the text beside it. */
  value?: string | undefined
  from: string
  writtenBy?: Line | undefined
  /** The way that it took from there through the templates, the last step first. */
  via?: string[] | undefined
  /** What else the expression reads. */
  also?: { from: string; writtenBy?: Line | undefined }[] | undefined
}
