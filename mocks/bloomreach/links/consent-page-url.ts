// What `{{ consent.page }}` prints.
import { consentPath, TEST_LINK } from './link-path.ts'

/**
 * [D] consent-page: the link is unique for each customer, and works only in live campaigns, not in test mails:
 * without a customer it leads to a page that says so.
 */
export const consentPageUrl = (publicUrl: string, customerId: string | undefined): string =>
  `${publicUrl}${consentPath(customerId ?? TEST_LINK)}`
