// The command of docker-compose.yml, run against a folder in the place of its volume and killed in the middle of a run.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { composed } from '../../support/compose.ts'
import { address, codeNode, mailNode, scenario, shop } from '../../support/shop.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const PEOPLE = Array.from({ length: 20 }, (_, index) => `customer-${index}`)

/** All have their code before the first of them calls the shop, which keeps that call waiting. */
const worldFor = (shopUrl: string) =>
  shop({
    people: PEOPLE,
    scenarios: [
      scenario('Code', [
        { id: 1, type: 'now' },
        { id: 2, type: 'wait', period: '1 minute' },
        codeNode(3),
        mailNode(4, 'code', '{{ webhook.code }}'),
      ]),
      scenario('Shop', [
        { id: 1, type: 'now' },
        { id: 2, type: 'wait', period: '2 minutes' },
        { id: 3, type: 'webhook', method: 'POST', url: shopUrl, consentCategory: 'newsletter' },
        mailNode(4, 'shop', 'Hello'),
      ]),
    ],
  })

/** Kept in the folder `data` beside the world. */
async function composedIn(folder: string) {
  const { command, volumes } = await composed({ WORLD: './my.world.json' })
  const mounted = new Map(volumes.map(volume => volume.split(':', 2).reverse() as [string, string]))
  expect(mounted.get('/data')).toBe('data')
  const [, bin = '', ...words] = command.map(word =>
    word
      .replace('=/data', `=${join(folder, 'data')}`)
      .replace('/world/', `${folder}/`)
      .replace('0.0.0.0', '127.0.0.1'),
  )
  const ports = ['--json', '--port', '0', '--inbox-port', '0', '--smtp-port', '0']
  const child = spawn(process.execPath, [resolve(bin), ...words, ...ports], {
    env: { ...process.env, MAILPIT_URL: '', MAILPIT_SMTP_URL: '' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ready = async () => {
    const [line] = await once(createInterface(child.stdout), 'line')
    return JSON.parse(line) as { http: string; inbox: string }
  }
  return { child, ready, ended: once(child, 'close') }
}

async function shopThatWaits() {
  const asked = Promise.withResolvers<ServerResponse>()
  let waits = true
  const server = createServer((_, answer) => (waits ? asked.resolve(answer) : answer.end('{}')))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const answer = () => {
    waits = false
  }
  return { url: `http://127.0.0.1:${port}/`, asked: asked.promise, answer }
}

const post = (url: string, body: object = {}) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

interface Listed {
  ID: string
  Subject: string
  To: { Address: string }[]
}

async function mailsOf(inbox: string): Promise<Listed[]> {
  const answer = await fetch(`${inbox}/api/v1/messages?limit=100`)
  return ((await answer.json()) as { messages: Listed[] }).messages
}

test('a sandbox of docker compose that is killed in the middle of a run goes on when it starts again, each mail once', async () => {
  const shopOfTest = await shopThatWaits()
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'my.world.json'), JSON.stringify(worldFor(shopOfTest.url)))

  const first = await composedIn(folder)
  const { inbox: inboxBefore } = await first.ready()
  await shopOfTest.asked
  const by = { From: { Email: 'shop@example.com' }, To: [{ Email: 'ada@example.com' }], Text: 'by hand' }
  await post(`${inboxBefore}/api/v1/send`, { ...by, Subject: 'by hand' })
  const before = await mailsOf(inboxBefore)
  first.child.kill('SIGKILL')
  await first.ended
  shopOfTest.answer()

  const second = await composedIn(folder)
  const { http, inbox } = await second.ready()
  await post(`${http}/_sandbox/settle`)
  const after = await mailsOf(inbox)

  expect(before.map(({ Subject }) => Subject).toSorted()).toEqual(['by hand', ...PEOPLE.map(() => 'code')])
  expect(after.filter(({ ID }) => before.some(mail => mail.ID === ID)).length).toBe(before.length)
  const sent = after.map(({ Subject, To }) => `${Subject} ${To[0]?.Address}`)
  const wanted = ['code', 'shop'].flatMap(subject => PEOPLE.map(person => `${subject} ${address(person)}`))
  expect(sent.toSorted()).toEqual([...wanted, 'by hand ada@example.com'].toSorted())
  second.child.kill('SIGKILL')
  await second.ended
}, 60_000)
