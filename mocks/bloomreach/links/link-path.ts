// Where the sandbox's own links in mails lead: all under /e, on the sandbox's own origin.

export const LINK_PREFIX = '/e'

export const openPath = (mailId: string) => `${LINK_PREFIX}/${mailId}/open.gif`
export const clickPath = (mailId: string, link: number) => `${LINK_PREFIX}/${mailId}/click/${link}`
export const unsubscribePath = (mailId: string) => `${LINK_PREFIX}/${mailId}/unsubscribe`
export const consentPath = (customerId: string) => `${LINK_PREFIX}/consent/${customerId}`
