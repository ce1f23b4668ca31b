// The look of the pages that a mail leads to: one column, the reader's light or dark, no script.

export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f4f5f7, #14161a);
  --card: light-dark(#ffffff, #1d2026);
  --ink: light-dark(#1b1f27, #eceef2);
  --soft: light-dark(#576070, #a3acbb);
  --line: light-dark(#d9dde4, #363b45);
  --accent: light-dark(#1a56c4, #8ab4ff);
  --on-accent: light-dark(#ffffff, #0c1424);
  --good: light-dark(#e3f4e7, #17351f);
}
* { box-sizing: border-box }
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem;
  background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif;
}
main { width: min(34rem, 100%); background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: clamp(1.25rem, 5vw, 2.5rem) }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; text-wrap: balance }
p { margin: 0 0 1rem }
.soft, small { color: var(--soft) }
.saved { background: var(--good); border-radius: 8px; padding: .75rem 1rem }
fieldset { border: 0; margin: 0 0 1.5rem; padding: 0 }
legend { padding: 0; font-weight: 600 }
label { display: grid; grid-template-columns: auto 1fr; gap: .25rem .75rem; padding: .875rem 0; border-bottom: 1px solid var(--line); cursor: pointer }
label:first-of-type { border-top: 1px solid var(--line); margin-top: .5rem }
label small { grid-column: 2 }
input[type=checkbox] { width: 1.25rem; height: 1.25rem; margin: .125rem 0 0; accent-color: var(--accent) }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem }
button { font: inherit; font-weight: 600; padding: .625rem 1.125rem; border-radius: 8px; border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); cursor: pointer }
button.second { background: transparent; color: var(--accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
`
