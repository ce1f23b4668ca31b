// Every view of the console by its address below `/console`, in the world of the tutorial after its run. MAIL, WEBHOOK and their like
// stand for what has its id from the run.
export const VIEWS: readonly string[] = [
  '/',
  '/requests',
  '/requests/WEBHOOK',
  '/customers',
  '/customers/ada@example.com',
  '/customers/ada@example.com?steps=all',
  '/journal',
  '/journal/WEBHOOK',
  '/time',
  '/worlds',
  '/worlds?since=START',
  '/inbox',
  '/inbox/MAIL',
  '/inbox/MAIL?tab=whence',
  '/inbox/MAIL?tab=checks',
]
