// The papers point at things that exist.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const pages = globSync(['*.md', '{docs,mocks,harness,contracts,test}/**/*.md'], { cwd: root }).filter(
  path => !path.includes('node_modules'),
)

/** `page: target` for each place that a page names and the project does not have. */
function missing(find: (page: string, text: string) => string[]): string[] {
  return pages.flatMap(page =>
    find(page, readFileSync(join(root, page), 'utf8'))
      .filter(target => !existsSync(join(root, target)))
      .map(target => `${page}: ${target}`),
  )
}

test('every link inside the project leads somewhere', () => {
  const links = (page: string, text: string) =>
    [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target = '']) =>
      normalize(join(dirname(page), target)),
    )
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/ARCHITECTURE.md']))
  expect(missing(links)).toEqual([])
})

test('every file that a page names exists', () => {
  const names = (_: string, text: string) =>
    [...text.matchAll(/`((?:mocks|harness|contracts|test|docs|bin|schemas)\/[\w./-]+)`/g)].map(
      ([, target = '']) => target,
    )
  expect(missing(names)).toEqual([])
})

/** What has a name like a file of the project and is one by its path only: `*` stands for one folder. */
test('docs/ and AGENTS.md name each file by its whole path', () => {
  const own = (page: string) => page === 'AGENTS.md' || page.startsWith('docs/')
  const names = (page: string, text: string) =>
    [...text.matchAll(/`([\w*./-]*[\w*-]\.(?:tsx?|js|md|json|css|py))`/g)]
      .map(([, target = '']) => target)
      .filter(target => own(page) && !target.startsWith('/') && globSync(target, { cwd: root }).length === 0)
  expect(missing(names)).toEqual([])
  expect(missing(() => ['no/such-file.ts']).length).toBe(pages.length)
})

/** Words that the project has for itself; who uses the sandbox has never heard them. */
const OWN_WORDS = /\b(?:witness(?:es)?|strikes?|houses?|courts?|tenants?)\b/i

/** What `GET /_sandbox/changes?by=` is asked with. */
const A_VALUE = 'by=house'

test("the pages for users keep to the vendors' words", () => {
  const forUsers = pages.filter(
    page =>
      /^(?:README|docs\/(?:README|check|reasons|supports)|harness\/inbox\/README)\.md$/.test(page) ||
      page.startsWith('docs/reference/'),
  )
  const found = forUsers.flatMap(page =>
    readFileSync(join(root, page), 'utf8')
      .split('\n')
      .filter(line => OWN_WORDS.test(line.replaceAll(A_VALUE, '')))
      .map(line => `${page}: ${line}`),
  )

  expect(forUsers.length).toBeGreaterThan(30)
  expect(found).toEqual([])
})
