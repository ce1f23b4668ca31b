// Finds the values of a text in the mail as it was sent: by what stands beside them, for by now they may be others.
import type { Piece } from './printed-pieces.ts'

/** How much of the text beside a value tells where it stands. */
const BESIDE = 30

/** Each value as the mail shows it; undefined where that cannot be told. */
export function located(pieces: readonly Piece[], shown: string): (string | undefined)[] {
  const whole = oneLineEnds(shown)
  const values = new Map<Piece, string | undefined>()
  let at = 0
  for (const { before, group, after } of groupsOf(pieces)) {
    const tail = before.slice(-BESIDE)
    const from = tail === '' ? at : whole.indexOf(tail, at) + tail.length
    const head = after.slice(0, BESIDE)
    const end = head === '' ? (after === '' ? whole.length : -1) : whole.indexOf(head, from)
    const isFound = from >= tail.length && end >= from
    if (isFound) at = end
    const shownHere = shownIn(group, isFound ? whole.slice(from, end) : undefined, whole)
    for (const [index, value] of group.entries()) values.set(value, shownHere[index])
  }
  return pieces.filter(isValue).map(piece => (piece.isAnywhere ? thatIsIn(whole, piece) : values.get(piece)))
}

const isValue = (piece: Piece): piece is Value => piece.kind === 'value'

const thatIsIn = (place: string, { text }: Value): string | undefined =>
  text !== undefined && text !== '' && place.includes(text) ? text : undefined

type Value = Extract<Piece, { kind: 'value' }>

interface Group {
  before: string
  /** Values with nothing between them. */
  group: Value[]
  after: string
}

function groupsOf(pieces: readonly Piece[]): Group[] {
  const groups: Group[] = []
  let before = ''
  let open: Group | undefined
  for (const piece of pieces) {
    if (piece.kind === 'value') {
      if (piece.isAnywhere) continue
      open ??= { before: oneLineEnds(before), group: [], after: '' }
      open.group.push(piece)
      continue
    }
    if (open !== undefined) groups.push({ ...open, after: oneLineEnds(piece.text) })
    before = open === undefined ? before + piece.text : piece.text
    open = undefined
  }
  return open === undefined ? groups : [...groups, open]
}

/** What was printed stands there, perhaps in a link that has become longer; one alone may be another by now. */
function shownIn(group: readonly Value[], there: string | undefined, whole: string): (string | undefined)[] {
  const [only] = group
  if (there !== undefined && group.length === 1 && only !== undefined) return [thatIsIn(there, only) ?? there]
  return group.map(value => thatIsIn(there ?? whole, value))
}

const oneLineEnds = (text: string): string => text.replaceAll('\r\n', '\n')
