// Every view of the console by its address below `/console`, in the world of the tutorial after its run.
export const VIEWS: readonly string[] = ['/', '/requests', '/requests/WEBHOOK', '/customers/ada@example.com']
