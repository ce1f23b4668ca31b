// What is done to one item of a list: by its picture alone, and told by name.
import { IconEdit, IconTrash } from './icons.tsx'

interface Props {
  /** The name of the item. */
  of: string
  onClick: () => void
}

export const EditButton = ({ of, onClick }: Props) => (
  <button type="button" className="icon-button" aria-label={`Edit ${of}`} onClick={onClick}>
    <IconEdit />
  </button>
)

export const DeleteButton = ({ of, onClick }: Props) => (
  <button type="button" className="icon-button" aria-label={`Delete ${of}`} onClick={onClick}>
    <IconTrash />
  </button>
)
