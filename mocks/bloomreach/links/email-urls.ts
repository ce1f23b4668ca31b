// What `{{ email.view }}` and `{{ email.unsubscribe }}` print: addresses of the one mail that is being rendered.
// [C] footers of live campaigns (miaryanvalentte/jas-lola-charlie).
import { TEST_LINK, unsubscribePath, viewPath } from './link-path.ts'

/** Without a mail, as in a test run, they lead to a page that says so. */
export const emailUrls = (publicUrl: string, mailId = TEST_LINK) => ({
  view: `${publicUrl}${viewPath(mailId)}`,
  unsubscribe: `${publicUrl}${unsubscribePath(mailId)}`,
})
