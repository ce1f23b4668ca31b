// What lets our own style elements through the page's policy: editors make theirs while they run.
export const nonce = document.querySelector<HTMLMetaElement>('meta[name="nonce"]')?.content ?? ''
