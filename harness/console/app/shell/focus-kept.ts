// The focus when what had it is gone, such as the row that was deleted: it goes to what stood around it, so that whoever works by the
// keyboard goes on from there and not from the top of the page.

/** The things around what has the focus, the nearest first. */
let around: HTMLElement[] = []

const PLACES = 'main, section, form, [role="table"], [role="toolbar"], [role="list"], ol, ul'

export function keepFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    around = target instanceof HTMLElement ? ancestorsOf(target) : []
  })
  new MutationObserver(() => {
    if (isLost()) requestAnimationFrame(restore)
  }).observe(document.body, { childList: true, subtree: true })
}

const isLost = (): boolean =>
  (document.activeElement ?? document.body) === document.body && around[0]?.isConnected === false

/** A frame later: a window that closes has then given back the focus by itself. */
function restore(): void {
  if (!isLost()) return
  const place = around.find(one => one.isConnected && one.matches(PLACES))
  if (place === undefined) return
  if (!place.hasAttribute('tabindex')) place.tabIndex = -1
  place.focus({ preventScroll: true })
}

function ancestorsOf(element: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = []
  for (let one: HTMLElement | null = element; one !== null; one = one.parentElement) found.push(one)
  return found
}
