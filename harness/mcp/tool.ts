// What a tool is: its name, what it is for, what it takes and answers, and what it does.
import type { z } from 'zod'
import type { Copy } from './copies.ts'
import type { Session } from './session.ts'

export interface ToolCall<Input> {
  input: Input
  session: Session
  /** The copy that is worked on. */
  copy(): Promise<Copy>
  /** Another one from here, which the answer names. */
  goOnWith(copy: Copy): void
  /** Aborted when the client no longer wants the answer. */
  gone: AbortSignal
}

export interface Tool<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodType = z.ZodType> {
  name: string
  /** For the assistant: what it does, and when to use it. */
  does: string
  /** It changes nothing. */
  isReading?: true
  /** It takes something away that is not brought back but by rewind. */
  isTakingAway?: true
  input: Input
  output: Output
  run(call: ToolCall<z.output<Input>>): Promise<z.input<Output>>
}

/** Infers the types of one tool from its schemas, so that `run` can answer nothing else. */
export const tool = <Input extends z.ZodObject, Output extends z.ZodType>(definition: Tool<Input, Output>) =>
  definition
