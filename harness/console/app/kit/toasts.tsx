// What is said in passing, at the edge of the page: read out, and gone after a while. A problem stays until it is closed.
import { Toast } from '@base-ui/react/toast'
import { IconClose } from './icons.tsx'
import { problemOf } from './problem.tsx'

const manager = Toast.createToastManager()

interface Action {
  label: string
  onClick: () => void
}

/** Says that something is done, with what undoes it where that can be. */
export function toast(said: string, undo?: Action): void {
  const id = manager.add({
    title: said,
    ...(undo === undefined
      ? {}
      : {
          timeout: 10_000,
          actionProps: {
            children: undo.label,
            onClick() {
              manager.close(id)
              undo.onClick()
            },
          },
        }),
  })
}

/** Says what could not be done, why, and what to do. */
export function showProblem(error: unknown): void {
  const { problem, remedy } = problemOf(error)
  manager.add({ title: problem, description: remedy, type: 'problem', timeout: 0, priority: 'high' })
}

/** Around the application. */
export function Toasts({ children }: { children: React.ReactNode }) {
  return (
    <Toast.Provider toastManager={manager}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="toasts">
          <Shown />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function Shown() {
  const { toasts } = Toast.useToastManager()
  return toasts.map(shown => (
    <Toast.Root
      key={shown.id}
      toast={shown}
      className="toast"
      data-problem={shown.type === 'problem' || undefined}
    >
      <Toast.Content className="toast-content">
        <div>
          <Toast.Title className="toast-title" />
          <Toast.Description className="toast-text" />
        </div>
        <Toast.Action className="button small" />
        <Toast.Close className="icon-button" aria-label="Close">
          <IconClose />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}
