// The pictures of the canvas's buttons that the kit does not have.
import { drawn, IconCopy, IconEdit, IconTrash } from '../../kit/icons.tsx'

export { IconCopy, IconEdit, IconTrash }

export const IconConnect = drawn('M3 12h4', 'M17 12h4', 'M7 9v6', 'M17 9v6', 'M7 12h10')
export const IconPaste = drawn('M9 4h6v3H9z', 'M9 5H5v15h14V5h-4', 'M9 12h6', 'M9 16h4')
export const IconDuplicate = drawn('M4 4h11v11H4z', 'M9 19h10V9', 'M12 12H7', 'M9.500 7v5')
export const IconExport = drawn('M9 4H5v16h14v-6', 'M9 12c0-4 3-6 10-6', 'm16 3 4 3-4 3')
export const IconLayout = drawn(
  'M3 9h5v6H3z',
  'M16 4h5v6h-5z',
  'M16 14h5v6h-5z',
  'M8 12h4',
  'M12 7v10',
  'M12 7h4',
  'M12 17h4',
)
