// How a stream wants its text: coloured or not, and how wide. Asked of the terminal and of what people set for it.
import { styleText } from 'node:util'

export interface Style {
  failure(text: string): string
  aside(text: string): string
  /** Undefined where lines may have any length: a file or a pipe. */
  width: number | undefined
}

interface Screen {
  isTTY?: boolean
  columns?: number
}

export function styleOf({ isTTY = false, columns }: Screen, env: NodeJS.ProcessEnv): Style {
  const paint = (colour: 'red' | 'gray') => (text: string) =>
    isColoured(isTTY, env) ? styleText(colour, text, { validateStream: false }) : text
  return { failure: paint('red'), aside: paint('gray'), width: isTTY ? columns : undefined }
}

/** https://no-color.org and https://force-color.org: the one who forces it wins, and neither is heard when empty. */
function isColoured(isTTY: boolean, { FORCE_COLOR, NO_COLOR, TERM }: NodeJS.ProcessEnv): boolean {
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return isTTY && !NO_COLOR && TERM !== 'dumb'
}
