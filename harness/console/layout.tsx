// The frame of every page.
import { html, raw } from 'hono/html'
import type { Child, FC } from 'hono/jsx'
import { STYLE } from './style.ts'

export const Layout: FC<{ title: string; children?: Child }> = ({ title, children }) => {
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style>{raw(STYLE)}</style>
      </head>
      <body>
        <main>{children}</main>
      </body>
    </html>
  )
  return html`<!doctype html>${page}`
}

export const timeText = (iso: string): string => iso.replace('T', ' ').replace(/(\.000)?Z$/, '')
