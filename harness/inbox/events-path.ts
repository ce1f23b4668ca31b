// Where clients hear of new mails, and what is answered there when all that is missing is the upgrade to a web socket.

export const EVENTS_PATH = '/api/events'
export const UPGRADE_REQUIRED = 426
