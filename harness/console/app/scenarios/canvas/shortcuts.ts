// The keys of the canvas. Pure.

export type Command =
  | 'exportChosen'
  | 'remove'
  | 'undo'
  | 'redo'
  | 'duplicate'
  | 'selectAll'
  | 'connect'
  | 'layout'
  | 'save'

interface Key {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
  target: EventTarget
}

const PLAIN: Readonly<Record<string, Command>> = {
  delete: 'remove',
  backspace: 'remove',
  c: 'connect',
  l: 'layout',
  b: 'exportChosen',
}
const WITH_CONTROL: Readonly<Record<string, Command>> = {
  z: 'undo',
  y: 'redo',
  d: 'duplicate',
  a: 'selectAll',
  s: 'save',
}

/** Undefined: the key is somebody else's, such as a field's. */
export function commandOf({ key, ctrlKey, metaKey, shiftKey, altKey, target }: Key): Command | undefined {
  if (altKey || isField(target)) return undefined
  const name = key.toLowerCase()
  if (!ctrlKey && !metaKey) return shiftKey ? undefined : PLAIN[name]
  if (shiftKey) return name === 'z' ? 'redo' : undefined
  return WITH_CONTROL[name]
}

const isField = (target: EventTarget): boolean =>
  'closest' in target &&
  (target as HTMLElement).closest('input, textarea, select, [contenteditable="true"]') !== null
