// What somebody is told who wants to know where each printed value comes from. Nobody else pays for it.
import type { Assign, AssignBlock, CallBlock, Expression, For, MacroNode, With } from './nodes.ts'

export interface RenderWatch {
  /** Begins; `run.at` is the place in the text of the operation under way. */
  runs(run: { readonly at: number }): void
  /** A piece of the text as it stands. */
  text(text: string): void
  /** What is told from now on belongs to this value, until it is `printed`. */
  prints(expression: Expression): void
  printed(text: string): void
  /** The loop goes through its body with the item of this number, from 0 on. */
  turn(loop: For, index: number): void
  assigns(node: Assign | With): void
  /** The body of a macro, of a call or of a set block is printed from now on, called from `run.at`, until it `leaves`. */
  enters(body: MacroNode | CallBlock | AssignBlock): void
  leaves(): void
}
