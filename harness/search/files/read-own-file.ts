// A file that the sandbox has written, such as a search's, read again: it is of the form that was asked for, or refused.
import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { jsonOrUndefined } from '../../../mocks/kit/json/json-reading.ts'

/** `otherwise` is what is said of a file of another form. */
export async function readOwnFile<S extends z.ZodType>(
  path: string,
  schema: S,
  { otherwise, refused }: { otherwise: string; refused: (reason: string) => Error },
): Promise<z.output<S>> {
  const text = await readFile(path, 'utf8').catch((cause: Error) => {
    throw refused(`${path} cannot be read: ${cause.message}`)
  })
  const { success, data } = schema.safeParse(jsonOrUndefined(text))
  if (!success) throw refused(`${path} ${otherwise}`)
  return data
}
