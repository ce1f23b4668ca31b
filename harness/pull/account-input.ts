// A list of the account as a file that the import reads.
import { type InputFile, inputOf } from '../import/input-file.ts'

export const accountInput = (name: string, as: string, records: readonly unknown[]): InputFile => ({
  ...inputOf(`${name}.json`, JSON.stringify(records)),
  as,
})
