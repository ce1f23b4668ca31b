// A picture for each type of node, for the eye only.
import { Icon } from '../../kit/icons.tsx'

const LINES: Readonly<Record<string, readonly string[]>> = {
  now: ['M13 3 5 14h6l-1 7 8-11h-6z'],
  on_date: ['M4 6h16v14H4z', 'M4 10h16', 'M8 3v4', 'M16 3v4', 'M12 14v3'],
  on_date_attribute: ['M4 6h16v14H4z', 'M4 10h16', 'M8 3v4', 'M16 3v4', 'M9 15h6'],
  repeat: ['M4 12a8 8 0 0 1 14-5l2 2', 'M20 4v5h-5', 'M20 12a8 8 0 0 1-14 5l-2-2', 'M4 20v-5h5'],
  on_event: ['M4 12h4l2-7 4 14 2-7h4'],
  api_trigger: ['m8 7-5 5 5 5', 'm16 7 5 5-5 5', 'M13 5l-2 14'],
  wait: ['M7 3h10', 'M7 21h10', 'M8 3v4l4 5 4-5V3', 'M8 21v-4l4-5 4 5v4'],
  condition: ['M12 3l8 9-8 9-8-9z', 'M10 10a2 2 0 1 1 2.500 2v1.500', 'M12.500 16h.01'],
  ab_split: ['M4 12h6l4-6h6', 'M10 12l4 6h6'],
  segmentation_fork: ['M4 12h16', 'M4 12l5-7h11', 'M4 12l5 7h11'],
  set_attribute: ['M4 20h4L19 9l-4-4L4 16z', 'M13 7l4 4'],
  add_event: ['M12 4v16', 'M4 12h16'],
  limit: ['M4 8h16', 'M6 8l4 6v6l4-2v-4l4-6'],
  webhook: ['M9 15a4 4 0 0 1 0-6l3-3a4 4 0 0 1 6 6l-1 1', 'M15 9a4 4 0 0 1 0 6l-3 3a4 4 0 0 1-6-6l1-1'],
  email: ['M3 6h18v13H3z', 'm3 7 9 7 9-7'],
  sms: ['M4 5h16v11H9l-5 4z', 'M8 9h8', 'M8 12h5'],
  push: ['M6 16v-5a6 6 0 0 1 12 0v5l2 2H4z', 'M10 20a2 2 0 0 0 4 0'],
}
const OTHER = ['M5 5h14v14H5z', 'M9 9l6 6', 'M15 9l-6 6']

export const NodeIcon = ({ type }: { type: string }) => <Icon lines={LINES[type] ?? OTHER} />
