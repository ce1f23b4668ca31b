// Which of a message's language variants a customer gets: email, SMS and push alike.
import type { Place } from '../visit/template-context.ts'

/** The customer's attribute `language` when the node has it, else the default, which campaign events call "". */
export function languageOf(
  { languages }: { languages?: Readonly<Record<string, unknown>> | undefined },
  { visit }: Place,
): string {
  const { language } = visit.customer.properties
  return typeof language === 'string' && languages !== undefined && Object.hasOwn(languages, language)
    ? language
    : ''
}
