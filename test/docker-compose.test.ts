// No container engine runs here: the files are held against the published schema and against what the project has.
import { existsSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { configSchema } from '../harness/config.ts'

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

interface Service {
  image?: string
  build?: string
  command: string[]
  environment: Record<string, string>
  ports: string[]
  restart?: string
  volumes: string[]
  depends_on?: Record<string, { condition: string }>
}

interface Compose {
  services: Record<'sandbox' | 'mailpit', Service>
  volumes?: Record<string, unknown>
}

const compose: Compose = parse(read('docker-compose.yml'))
const withMailpit: Compose = parse(read('docker-compose.mailpit.yml'))
const { sandbox, mailpit } = withMailpit.services

const schema = JSON.parse(read('test/fixtures/compose-spec/compose-spec.json'))
const isCompose = new Ajv2020({ strict: false, validateFormats: false }).compile(schema)

/** The instructions of the Dockerfile, continued lines joined. */
const dockerfile = read('Dockerfile')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter(line => line !== '' && !line.startsWith('#'))

const instructions = (name: string) =>
  dockerfile.filter(line => line.startsWith(`${name} `)).map(line => line.slice(name.length + 1))

test.each([
  ['docker-compose.yml', compose],
  ['docker-compose.mailpit.yml', withMailpit],
])('%s is valid against the schema of the Compose Specification', (_, file) => {
  isCompose(file)
  expect(isCompose.errors).toBeNull()
})

test('what the sandbox keeps is on a volume that its user may write to, and a crash starts it again', () => {
  const { command, volumes, restart } = compose.services.sandbox
  expect(command).toContain('--data=/data')
  expect(volumes).toContain('data:/data')
  expect(Object.keys(compose.volumes ?? {})).toEqual(['data'])
  expect(instructions('RUN')).toContain('mkdir /data && chown node /data')
  expect(restart).toBe('unless-stopped')
})

test('the schema refuses a misspelt key, so that the check means something', () => {
  expect(isCompose({ services: { sandbox: { ...sandbox, enviroment: {} } } })).toBe(false)
  expect(isCompose({ services: { sandbox: { ...sandbox, depends_on: { mailpit: {} } } } })).toBe(false)
})

test('beside a Mailpit the sandbox sends to it and waits for its health, and its world is the same but for what is kept', () => {
  const own = compose.services.sandbox.command.filter(word => word !== '--data=/data')
  expect(sandbox.command).toEqual(own)
  expect(sandbox.environment).toEqual({
    MAILPIT_URL: 'http://mailpit:8025',
    MAILPIT_SMTP_URL: 'smtp://mailpit:1025',
  })
  expect(sandbox.depends_on).toEqual({ mailpit: { condition: 'service_healthy' } })
})

test('Mailpit is pinned to a patch version', () => {
  expect(mailpit.image).toMatch(/^axllent\/mailpit:v\d+\.\d+\.\d+$/)
})

test('every port is bound to the loopback address', () => {
  const ports = ['127.0.0.1:4400:4400', '127.0.0.1:8025:8025', '127.0.0.1:1025:1025']
  expect(compose.services.sandbox.ports).toEqual(ports)
  expect([...sandbox.ports, ...mailpit.ports]).toEqual(ports)
})

test('the image has the packed package and nothing else, made of what package-lock.json says, and runs it as no root', () => {
  expect(instructions('FROM')).toEqual(['node:24-slim AS packed', 'node:24-alpine'])
  expect(instructions('RUN')).toEqual([
    'npm ci',
    'npm pack && mkdir /app && tar xzf referral-sandbox-*.tgz --strip-components=1 -C /app',
    'mkdir /data && chown node /data',
  ])
  expect(instructions('COPY').at(-1)).toBe('--from=packed /app ./')
  expect(instructions('USER')).toEqual(['node'])
})

test('everything that the image copies exists and passes .dockerignore', () => {
  const copied = instructions('COPY')
    .filter(line => !line.startsWith('--from='))
    .flatMap(line => line.split(' ').slice(0, -1))
  const allowed = read('.dockerignore')
    .split('\n')
    .filter(line => line.startsWith('!'))
    .map(line => line.slice(1))

  expect(copied.filter(path => !existsSync(new URL(`../${path}`, import.meta.url)))).toEqual([])
  expect(copied.toSorted()).toEqual(allowed.toSorted())
})

test('the image starts the command line on all addresses and asks it whether it is ready', () => {
  const defaults = configSchema.parse({})
  expect(instructions('CMD').map(line => JSON.parse(line))).toEqual([
    ['node', 'bin/referral-sandbox.js', 'start', '--host', '0.0.0.0'],
  ])
  expect(instructions('EXPOSE')).toEqual([`${defaults.port} ${defaults.inboxPort} ${defaults.smtpPort}`])
  expect(instructions('HEALTHCHECK').join()).toContain(`http://127.0.0.1:${defaults.port}/_sandbox/ready`)
})
