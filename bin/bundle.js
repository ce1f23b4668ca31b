// What is run of the sources: one bundle of them and of the packages that they use, in chunks that are read when they are wanted.

import { readFile, writeFile } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const { engines } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
const oldestNode = engines.node.replace('>=', '')

const ENTRIES = {
  cli: 'harness/cli.ts',
  index: 'harness/index.ts',
  msw: 'harness/msw.ts',
  vitest: 'harness/vitest.ts',
  'vitest-setup': 'harness/vitest-setup.ts',
  playwright: 'harness/playwright.ts',
  worlds: 'harness/open-world.ts',
  jinja: 'mocks/bloomreach/jinja/index.ts',
  'reading-thread': 'harness/inbox/reading/reading-thread.ts',
  'module-thread': 'harness/world/module-thread.ts',
  re2js: 're2js',
  'iconv-lite': 'iconv-lite',
}

/** What a team has itself, or what intercepts its requests: one copy of it, theirs. */
const SHARED = ['msw', 'vitest', 'tsx']

/** What Node prints of a line that throws stays short. */
const LINE_LIMIT = 160

/** Packages of CommonJS ask for Node's own modules with `require`. */
const REQUIRE =
  'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);'

/** A worker thread is an entry of its own, beside the chunk that starts it. */
const THREAD = /new Worker\(new URL\('\.\/([\w-]+)\.ts', new URL\("[^"]*", import\.meta\.url\)\.href\)/g

/** So is a package that is read in when it is wanted by who cannot wait for an import. */
const LATE = /createRequire\(new URL\("[^"]*", import\.meta\.url\)\.href\)\('([\w-]+)'\)/g

/** Writes the bundle into a folder of this project; answers the paths of the files that went into it. */
export async function bundle(outdir) {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ENTRIES,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: `node${oldestNode}`,
    external: SHARED,
    banner: { js: `${nodeVersionOf(outdir)}\n${REQUIRE}` },
    sourcemap: true,
    sourcesContent: false,
    // Names stay as they are written: they are what a stack shows.
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: LINE_LIMIT,
    legalComments: 'none',
    metafile: true,
    plugins: [placesKept(outdir), oneLanguage],
    logLevel: 'error',
  })
  const chunks = Object.keys(metafile.outputs).filter(path => path.endsWith('.js'))
  await Promise.all(chunks.map(path => withoutSpareBanner(join(ROOT, path), nodeVersionOf(outdir))))
  return Object.keys(metafile.inputs)
}

/** esbuild puts the banner into every chunk, and each of forty imports and forty `require`s costs a start some time. */
async function withoutSpareBanner(path, nodeVersion) {
  const text = await readFile(path, 'utf8')
  const isEntry = Object.hasOwn(ENTRIES, basename(path, '.js'))
  const asks = /\brequire\b/.test(text.replace(REQUIRE, ''))
  // Empty lines stay, which the source map counts.
  const kept = isEntry ? text : text.replace(nodeVersion, '')
  await writeFile(path, asks ? kept : kept.replace(REQUIRE, ''))
}

/** Comes first in every entry, so that a library's user is told as well. */
function nodeVersionOf(outdir) {
  const path = relative(outdir, fileURLToPath(new URL('node-version.js', import.meta.url)))
  return `import ${JSON.stringify(path.split(sep).join('/'))};`
}

/** zod's messages in fifty languages, which nobody asks for: a tenth of all that a start reads in. */
const oneLanguage = {
  name: 'one-language',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: 'export {}',
      loader: 'js',
    }))
  },
}

/** A source that reads a file beside itself finds it still: its `import.meta.url` stays the place where it was written. */
function placesKept(outdir) {
  const asked = /\bimport\.meta\.url\b/g
  return {
    name: 'places-kept',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/](?:harness|mocks)[\\/].*\.tsx?$/ }, async ({ path }) => {
        if (path.includes(`${sep}node_modules${sep}`)) return undefined
        const source = await readFile(path, 'utf8')
        const place = relative(outdir, path).split(sep).join('/')
        return {
          contents: source
            .replaceAll(asked, `new URL(${JSON.stringify(place)}, import.meta.url).href`)
            .replaceAll(THREAD, "new Worker(new URL('./$1.js', import.meta.url)")
            .replaceAll(LATE, "createRequire(import.meta.url)('./$1.js')"),
          loader: path.endsWith('x') ? 'tsx' : 'ts',
        }
      })
    },
  }
}
