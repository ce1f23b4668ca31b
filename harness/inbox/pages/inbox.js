// What the inbox's pages do in a browser: the list stays current, buttons work, links are followed after a question.
// Without scripts both pages can be read all the same.

const { base = '' } = document.body.dataset
const page = document.querySelector('main')
const status = document.querySelector('[role="status"]')

const send = (method, body) =>
  fetch(`${base}/api/v1/messages`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const say = text => {
  if (status !== null) status.textContent = text
}

/** Asks in the page's own dialog; answers whether the person agreed. */
function ask(question, detail, yes) {
  const dialog = document.querySelector('dialog')
  dialog.querySelector('p').textContent = question
  dialog.querySelector('code').textContent = detail
  dialog.querySelector('[value="yes"]').textContent = yes
  dialog.returnValue = ''
  dialog.showModal()
  return new Promise(resolve => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true })
  })
}

const actions = {
  delete: async ({ id, next }) => {
    await send('DELETE', { IDs: [id] })
    location.assign(next)
  },
  unread: async ({ id, next }) => {
    await send('PUT', { IDs: [id], Read: false })
    location.assign(next)
  },
  'delete-all': async ({ count }) => {
    if (!(await ask(`Delete ${count}?`, 'This cannot be undone.', 'Delete'))) return
    await send('DELETE', {})
    location.assign(`${base}/`)
  },
}

document.addEventListener('click', async event => {
  const button = event.target.closest('button[data-action]')
  if (button !== null) return actions[button.dataset.action](button.dataset)
  const link = event.target.closest('a[data-outside]')
  if (link === null) return
  event.preventDefault()
  if (!/^https?:/.test(link.protocol)) return say('Only links to the web are opened.')
  if (await ask('Open this link in a new tab?', link.href, 'Open'))
    open(link.href, '_blank', 'noopener,noreferrer')
})

/** The list as the server shows it now; what a person has focused stays focused. */
async function refresh() {
  const focused = document.activeElement?.getAttribute('href')
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main')
  page.replaceChildren(...fresh.childNodes)
  if (focused) page.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus()
}

let isRefreshDue = false
function refreshSoon() {
  if (isRefreshDue) return
  isRefreshDue = true
  setTimeout(async () => {
    isRefreshDue = false
    await refresh()
  }, 100)
}

/** A server that was restarted is found again. */
function listen() {
  const socket = new WebSocket(
    `${location.protocol.replace('http', 'ws')}//${location.host}${base}/api/events`,
  )
  socket.addEventListener('message', ({ data }) => {
    const { Type, Data } = JSON.parse(data)
    if (Type === 'stats') return
    if (Type === 'new') say(`New: ${Data.Subject || '(no subject)'}`)
    refreshSoon()
  })
  socket.addEventListener('close', () => setTimeout(listen, 1_000))
}

if (page.hasAttribute('data-live')) listen()
