// How codes are generated: [D] CodeGeneratorSettings. The key is `couponPattern` for referral settings too.
import { z } from 'zod'

/** [D] Integration API: 3 to 100 of these characters; each # becomes one of the valid characters. */
export const codePattern = z
  .string()
  .min(3)
  .max(100)
  .regex(
    /^[A-Za-z0-9._%+@#-]+$/,
    'expected letters, digits and ._%+@-, with a # for each character to be drawn',
  )
  .meta({ examples: ['####-####'] })

/** [C] Java SDK: an empty list is its default, and means that of the campaign. */
export const validCharacters = z
  .array(z.string().min(1))
  .transform(list => (list.length === 0 ? undefined : list))

export const codeGeneratorSettings = z.strictObject({
  validCharacters: validCharacters.optional().describe('What each # of the pattern may become.'),
  couponPattern: codePattern
    .optional()
    .describe('The pattern of new codes; each # becomes one of the valid characters.'),
})
export type CodeGeneratorSettings = z.output<typeof codeGeneratorSettings>

/** [D] CodeGeneratorSettings as calls send it: with both. */
export const sentCodeSettings = z.object({ validCharacters, couponPattern: codePattern })

/** The codes that a call asks for; undefined: those of the campaign. */
export const codesAskedFor = ({
  validCharacters,
  couponPattern,
}: CodeGeneratorSettings): CodeGeneratorSettings | undefined =>
  validCharacters === undefined && couponPattern === undefined
    ? undefined
    : { validCharacters, couponPattern }
