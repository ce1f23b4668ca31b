// What a header may be called that an author adds: to a request any token, to a mail none that the mail says itself.

/** RFC 9110, 5.6.2: a token. */
export const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

const SAID_BY_THE_MAIL = /^(?:from|to|cc|bcc|sender|subject|date|message-id|mime-version|content-.*)$/i

/** [D] list-unsubscribe: added to every email except those in the "general" category and of the transactional API. */
const SAID_TO_UNSUBSCRIBE = /^list-unsubscribe(?:-post)?$/i

/** Why a mail cannot have this header of its author's; undefined when it can. */
export function whyNoMailHeader(
  name: string,
  mail: 'with-unsubscribe' | 'without-unsubscribe',
): string | undefined {
  if (!HEADER_NAME.test(name)) return `${JSON.stringify(name)} cannot be set: it is not the name of a header`
  const isSaid =
    SAID_BY_THE_MAIL.test(name) || (mail === 'with-unsubscribe' && SAID_TO_UNSUBSCRIBE.test(name))
  return isSaid ? `${JSON.stringify(name)} cannot be set: the mail says it itself` : undefined
}
