// Text and files from outside: pasted on a page, or dropped on it.
import type { Page } from 'playwright-core'

export const pasteOn = (page: Page, text: string): Promise<void> =>
  page.evaluate(given => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', given)
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, text)

/** As a file. */
export const dropOn = (page: Page, text: string): Promise<void> =>
  page.evaluate(given => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([given], 'copied.json', { type: 'application/json' }))
    const canvas = document.querySelector('.canvas') ?? document.body
    for (const type of ['dragover', 'drop'])
      canvas.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
  }, text)
