// The icons, drawn here: lines of one width on a grid of 24. They are for the eye only; what they mean stands beside them in words.
interface Drawn {
  /** Each a path. */
  lines: readonly string[]
}

export function Icon({ lines }: Drawn) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {lines.map(line => (
        <path key={line} d={line} />
      ))}
    </svg>
  )
}

/** An icon of its lines, each a path. */
export const drawn =
  (...lines: string[]) =>
  () => <Icon lines={lines} />

export const IconOverview = drawn('M4 5h7v6H4zM13 5h7v9h-7zM4 13h7v6H4zM13 16h7v3h-7z')
export const IconTalonOne = drawn(
  'M20 12v8H4v-8',
  'M2 8h20v4H2z',
  'M12 8v12',
  'M12 8C9 8 7 7 7 5.200S10 3 12 8c2-5 5-4.600 5-2.800S15 8 12 8',
)
export const IconBloomreach = drawn('M4 20V10', 'M10 20V4', 'M16 20v-7', 'M22 20H2')
export const IconScenarios = drawn('M4 4h6v5H4zM14 15h6v5h-6z', 'M7 9v5a3 3 0 0 0 3 3h4')
export const IconHappened = drawn('M12 7v5l3 2', 'M3.500 9a9 9 0 1 1-.5 3.500', 'M3 4v5h5')
export const IconTime = drawn('M12 21a8 8 0 1 0 0-16 8 8 0 0 0 0 16z', 'M12 9v4l2.500 1.500', 'M9 2h6')
export const IconWorlds = drawn(
  'M6 3v12',
  'M6 15a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  'M18 3a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  'M18 9a9 9 0 0 1-9 9',
)
export const IconInbox = drawn('M3 6h18v13H3z', 'm3 7 9 7 9-7')
export const IconFaults = drawn('M13 2 4 14h7l-1 8 9-12h-7z')
export const IconClose = drawn('M6 6l12 12', 'M18 6 6 18')
export const IconAlert = drawn('M12 3 2 20h20z', 'M12 10v4', 'M12 17h.01')
export const IconCheck = drawn('m5 12 5 5 9-10')
export const IconCopy = drawn('M9 9h11v11H9z', 'M15 9V4H4v11h5')
export const IconMore = drawn(
  'M5 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2z',
  'M12 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2z',
  'M19 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2z',
)
export const IconMenu = drawn('M4 6h16', 'M4 12h16', 'M4 18h16')
export const IconPlus = drawn('M12 5v14', 'M5 12h14')
export const IconTrash = drawn('M4 7h16', 'M9 7V4h6v3', 'M6 7l1 13h10l1-13')
export const IconPlay = drawn('M7 4v16l13-8z')
export const IconStop = drawn('M6 6h12v12H6z')
export const IconEdit = drawn('M4 20h4L19 9l-4-4L4 16z')
export const IconUndo = drawn('M9 14 4 9l5-5', 'M4 9h11a5 5 0 0 1 0 10h-4')
export const IconRedo = drawn('m15 14 5-5-5-5', 'M20 9H9a5 5 0 0 0 0 10h4')
