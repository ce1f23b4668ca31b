// Where the sandbox's own links in mails lead: all under /e, on the sandbox's own origin.

export const LINK_PREFIX = '/e'

/** Stands for the id of a mail or a customer in links that belong to no live campaign. */
export const TEST_LINK = 'test'

export const openPath = (mailId: string) => `${LINK_PREFIX}/${mailId}/open.gif`
export const clickPath = (mailId: string, link: number) => `${LINK_PREFIX}/${mailId}/click/${link}`
export const viewPath = (mailId: string) => `${LINK_PREFIX}/${mailId}/view`
export const unsubscribePath = (mailId: string) => `${LINK_PREFIX}/${mailId}/unsubscribe`
export const consentPath = (customerId: string) => `${LINK_PREFIX}/consent/${customerId}`
