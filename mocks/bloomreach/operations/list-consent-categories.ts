// GET /data/v2/projects/{projectToken}/consent/categories. Guess: path and body, its page was not readable.
import type { ApiGroup } from '../access.ts'
import { demandPermission } from '../auth.ts'
import type { Records } from '../records.ts'

export function listConsentCategories({ consentCategories }: Records, { group }: { group: ApiGroup }) {
  demandPermission(group, 'Consents > Get')
  const data = consentCategories.list().map(({ id, name, description, legitimateInterest }) => ({
    id,
    name,
    description,
    legitimate_interest: legitimateInterest,
  }))
  return { success: true, data }
}
