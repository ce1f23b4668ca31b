// Windows over the page. Focus goes in, stays in, and goes back to what opened them; Escape closes them.
import { AlertDialog } from '@base-ui/react/alert-dialog'
import { Dialog as Base } from '@base-ui/react/dialog'
import { type ReactNode, useId, useRef } from 'react'
import { IconClose } from './icons.tsx'
import { Problem } from './problem.tsx'

interface DialogProps {
  open: boolean
  onClose: () => void
  title: string
  about?: ReactNode
  size?: 'small' | 'large'
  children: ReactNode
}

const FIRST_FIELD = '.form :is(input, select, textarea):enabled'

export function Dialog({ open, onClose, title, about, size = 'small', children }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null)
  // Whoever opens a form writes into it; on a phone its keyboard would hide the rest.
  const firstField = (by: string) =>
    by === 'touch' ? true : (popup.current?.querySelector<HTMLElement>(FIRST_FIELD) ?? true)
  return (
    <Base.Root open={open} onOpenChange={isOpen => isOpen || onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup ref={popup} className="dialog" data-size={size} initialFocus={firstField}>
          <header className="dialog-header">
            <Base.Title className="dialog-title">{title}</Base.Title>
            <Base.Close className="icon-button" aria-label="Close">
              <IconClose />
            </Base.Close>
          </header>
          {about !== undefined && <Base.Description className="dialog-about">{about}</Base.Description>}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

interface FormDialogProps extends DialogProps {
  /** What the button says that does it. */
  submit: string
  /** What is done then, of `useDoing` with `problems: 'form'`: while it is on its way nothing is sent twice, and why it failed is told here. */
  doing?: { isPending: boolean; error: unknown }
  onSubmit: () => void
}

/** A window with fields, which Enter sends. */
export function FormDialog({ submit, doing, onSubmit, children, ...dialog }: FormDialogProps) {
  const id = useId()
  const busy = doing?.isPending === true
  return (
    <Dialog {...dialog}>
      <form
        id={id}
        className="form"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          if (!busy) onSubmit()
        }}
      >
        {children}
        {doing?.error != null && <Problem error={doing.error} />}
      </form>
      <footer className="dialog-footer">
        <button type="button" className="button" onClick={dialog.onClose}>
          Cancel
        </button>
        <button type="submit" form={id} className="button primary" aria-busy={busy}>
          {submit}
        </button>
      </footer>
    </Dialog>
  )
}

interface ConfirmProps {
  open: boolean
  onClose: () => void
  title: string
  children: ReactNode
  /** What the button says that does it. */
  confirm: string
  tone?: 'primary' | 'danger'
  onConfirm: () => void
}

/** Asks before something that cannot be undone. */
export function Confirm({
  open,
  onClose,
  title,
  children,
  confirm,
  tone = 'danger',
  onConfirm,
}: ConfirmProps) {
  return (
    <AlertDialog.Root open={open} onOpenChange={isOpen => isOpen || onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="backdrop" />
        <AlertDialog.Popup className="dialog" data-size="small">
          <AlertDialog.Title className="dialog-title">{title}</AlertDialog.Title>
          <AlertDialog.Description className="dialog-about" render={<div />}>
            {children}
          </AlertDialog.Description>
          <footer className="dialog-footer">
            <AlertDialog.Close className="button">Cancel</AlertDialog.Close>
            <button
              type="button"
              className={`button ${tone}`}
              onClick={() => {
                onClose()
                onConfirm()
              }}
            >
              {confirm}
            </button>
          </footer>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
