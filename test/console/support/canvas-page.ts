// The canvas of scenarios as somebody uses it with a mouse.
import type { Page } from 'playwright-core'

export class CanvasPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** From the palette to a place on the canvas. */
  async drag(title: string, targetPosition: { x: number; y: number }): Promise<void> {
    const button = this.#page
      .getByRole('region', { name: 'Nodes to add' })
      .getByRole('button', { name: title, exact: true })
    // What is said in passing would be dropped on, and goes by itself.
    await this.#page.waitForFunction(() => document.querySelector('.toast') === null)
    // The palette scrolls: what is dragged has to stand still before it is taken.
    await button.scrollIntoViewIfNeeded()
    await button.hover()
    await button.dragTo(this.#page.locator('.react-flow__pane'), { targetPosition })
    await this.node(`${title} #`).waitFor()
  }

  /** From the output of one node to the input of another. */
  async connect(from: number, to: number): Promise<void> {
    await this.#page
      .getByRole('button', { name: `Output of #${from}`, exact: true })
      .dragTo(this.#page.getByRole('button', { name: `Input of #${to}`, exact: true }))
    await this.#page
      .getByRole('group', { name: `Connection from #${from} to #${to}` })
      .waitFor({ state: 'attached' })
  }

  /** A node by what it is called, such as `Wait #2`. */
  node(name: string) {
    return this.#page.getByRole('group', { name })
  }

  async open(name: string): Promise<void> {
    await this.node(name).dblclick()
    await this.#page.getByRole('dialog', { name }).waitFor()
  }

  async done(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Done' }).click()
    // What is said in passing has the same role, and stays while the pointer rests on it.
    await this.#page.locator('.dialog').waitFor({ state: 'detached' })
  }
}
