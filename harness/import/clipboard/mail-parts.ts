// Parts of a mail whose vendor's form is only half public: taken where they are what one would expect, and left out otherwise.
import { z } from 'zod'

const senderSchema = z.looseObject({
  sender_email: z.email(),
  sender_name: z
    .string()
    .regex(/^[^\r\n\0]+$/)
    .optional()
    .catch(undefined),
})

/** Undefined for an address in Jinja or none, so that the sandbox's own sender is taken. */
export function senderOf(data: object): { address: string; name?: string } | undefined {
  const { success, data: sender } = senderSchema.safeParse(data)
  if (!success) return undefined
  const { sender_email: address, sender_name: name } = sender
  return { address, ...(name === undefined ? {} : { name }) }
}

const texts = z.record(z.string().min(1), z.string())

/** `{name: text}`, nothing for any other form. */
export function headersOf(field: string, value: unknown): object {
  const read = texts.safeParse(value)
  return read.success && Object.keys(read.data).length > 0 ? { [field]: read.data } : {}
}

const translation = z.looseObject({
  subject: z.string().optional(),
  jinja_html: z.string().optional(),
  preheader: z.string().optional(),
})
const translationsSchema = z.record(z.string().min(2), translation)

type Language = { subject?: string; html?: string; preheader?: string }

export function languagesOf(value: unknown): Record<string, Language> | undefined {
  const read = translationsSchema.safeParse(value)
  if (!read.success || Object.keys(read.data).length === 0) return undefined
  return Object.fromEntries(
    Object.entries(read.data).map(([language, { subject, jinja_html: html, preheader }]) => [
      language,
      {
        ...(subject === undefined ? {} : { subject }),
        ...(html === undefined ? {} : { html }),
        ...(preheader === undefined ? {} : { preheader }),
      },
    ]),
  )
}
