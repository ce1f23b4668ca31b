// A file that a search has written, read again: it is of the form that was asked for, or refused.
import { readFile } from 'node:fs/promises'
import type { z } from 'zod'

/** `otherwise` is what is said of a file of another form. */
export async function readOwnFile<S extends z.ZodType>(
  path: string,
  schema: S,
  { otherwise, refused }: { otherwise: string; refused: (reason: string) => Error },
): Promise<z.output<S>> {
  const text = await readFile(path, 'utf8').catch((cause: Error) => {
    throw refused(`${path} cannot be read: ${cause.message}`)
  })
  const { success, data } = schema.safeParse(asJson(text))
  if (!success) throw refused(`${path} ${otherwise}`)
  return data
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
