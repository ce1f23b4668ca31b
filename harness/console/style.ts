// The one stylesheet of the sandbox's pages: light and dark by the reader's own setting.
export const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1b1f24, #e8eaed); --soft: light-dark(#5b6470, #9aa4b0);
  --line: light-dark(#dfe3e8, #343a42); --card: light-dark(#ffffff, #1d2126); --page: light-dark(#f5f6f8, #14171a);
  --accent: light-dark(#0b57d0, #8ab4f8); --good: light-dark(#146c2e, #81c995); --bad: light-dark(#b3261e, #f2b8b5); }
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 4rem }
h1 { font-size: 1.4rem; margin: 0 0 .25rem } h2 { font-size: 1rem; margin: 0 0 .75rem }
p { margin: .25rem 0 } a { color: var(--accent) } code { font: 13px ui-monospace, monospace }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.25rem; margin-top: 1rem; overflow-x: auto }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .35rem .75rem .35rem 0; vertical-align: top }
th { color: var(--soft); font-weight: 500; font-size: 13px } tbody tr { border-top: 1px solid var(--line) }
.soft { color: var(--soft) } .good { color: var(--good) } .bad { color: var(--bad) }
ol.story { list-style: none; margin: 0; padding: 0 0 0 1rem; border-left: 2px solid var(--line) }
ol.story li { position: relative; padding: .3rem 0 .3rem .75rem; display: grid; grid-template-columns: 11rem 1fr; gap: .75rem }
ol.story li::before { content: ''; position: absolute; left: calc(-1rem - 5px); top: .85rem; width: 8px; height: 8px; border-radius: 50%; background: var(--accent) }
ol.story li.detail { color: var(--soft) } ol.story li.detail::before { background: var(--line) }
ol.story li.failure > span { color: var(--bad) } ol.story li.failure::before { background: var(--bad) }
ol.story span { overflow-wrap: anywhere } .why { display: block; color: var(--soft) }
ol.story .exchange, ol.story details { color: var(--ink) } details summary { color: var(--soft); cursor: pointer; margin: .25rem 0 }
.exchange p { overflow-wrap: anywhere } .exchange table.headers { width: auto; font-size: 13px } .exchange td { overflow-wrap: anywhere }
pre { margin: .25rem 0; padding: .6rem .75rem; background: var(--page); border: 1px solid var(--line); border-radius: 6px; font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 30rem; overflow-y: auto }
ol.requests { list-style: none; margin: 0; padding: 0 } ol.requests li { display: grid; grid-template-columns: 5.5rem 1fr; padding: .4rem 0; border-top: 1px solid var(--line) }
ol.requests li:first-child { border-top: 0 } ol.requests a { overflow-wrap: anywhere } ol.requests small { display: block; color: var(--soft) }
@media (max-width: 40rem) { ol.story li { grid-template-columns: 1fr; gap: 0 } ol.requests li { grid-template-columns: 3.5rem 1fr } }
`
