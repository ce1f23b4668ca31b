// GET and POST /data/v2/projects/{projectToken}/consent/categories. [D] get-consent-categories-2: public or private access, and no
// permission is needed.
import type { Records } from '../records.ts'

/** From where consents of a category may come; the page's example has all but the public API. */
const SOURCES = {
  crm: true,
  import: true,
  list_unsubscribe: true,
  page: true,
  private_api: true,
  public_api: false,
  scenario: true,
  sms_reply: true,
} as const

export function listConsentCategories({ consentCategories }: Pick<Records, 'consentCategories'>) {
  const results = consentCategories.list().map(({ id, name, description, legitimateInterest }) => ({
    id,
    legitimate_interest: legitimateInterest,
    sources: SOURCES,
    translations: { '': { description, name } },
  }))
  return { results, success: true }
}
