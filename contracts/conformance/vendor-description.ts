// The vendor's own API descriptions as a witness: is this answer one that Talon.One describes? The files are unlicensed and stay
// outside the repository (TALON_ONE_SPECS, default ../shared/specs); where they are absent nothing is judged, unless CI=true.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { CORE_SCHEMA, load } from 'js-yaml'
import { byNames, templatePattern } from '../description/path-template.ts'

export type Description = 'third-party' | 'integration' | 'management' | 'outbound-notifications'

export type Json = { [key: string]: Json } | Json[] | string | number | boolean | null | undefined

interface OpenApi {
  paths: Record<
    string,
    Record<string, { operationId?: string; parameters?: Json[]; responses: Record<string, Json> }>
  >
}

export interface DescribedOperation {
  id: string
  method: string
  path: string
  statuses: number[]
  /** Names of its query parameters. */
  parameters: string[]
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FOLDER = resolve(ROOT, process.env.TALON_ONE_SPECS ?? '../shared/specs')
const fileOf = (which: Description) => join(FOLDER, `talonone-${which}.openapi.yaml`)

/** Whether answers can be judged here. */
export const isVendorDescribed = existsSync(fileOf('third-party'))
/** Where everything must be there, an absent description is a failure and not a skip. */
export const mustBeVendorDescribed = process.env.CI === 'true'

const METHODS = new Set(['get', 'post', 'put', 'delete', 'patch'])
const descriptions = new Map<Description, VendorDescription>()

export function vendorDescription(which: Description): VendorDescription {
  const known = descriptions.get(which)
  if (known !== undefined) return known
  const described = new VendorDescription(
    load(readFileSync(fileOf(which), 'utf8'), { schema: CORE_SCHEMA }) as OpenApi,
  )
  descriptions.set(which, described)
  return described
}

export class VendorDescription {
  readonly #openApi: OpenApi
  // A schema is compiled for a few answers: making its code short costs more than it saves.
  readonly #ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    logger: false,
    validateSchema: false,
    inlineRefs: false,
    code: { optimize: false },
  })
  readonly #compiled = new Map<string, ValidateFunction | undefined>()
  #operations: readonly DescribedOperation[] | undefined
  #routes: { operation: DescribedOperation; pattern: RegExp }[] | undefined
  readonly #found = new Map<string, DescribedOperation | undefined>()

  constructor(openApi: OpenApi) {
    this.#openApi = asJsonSchema2020(openApi as unknown as Json) as unknown as OpenApi
    this.#forgetUndescribed('CustomerSessionV2', ['coupon', 'referral'])
    addFormats.default(this.#ajv)
    this.#ajv.addSchema(this.#openApi as object, 'vendor')
  }

  /** [C] Fields that a schema requires and nothing describes: no SDK and no recorded answer has them. */
  #forgetUndescribed(schema: string, fields: readonly string[]): void {
    const parts = member(this.#at(['components', 'schemas', schema]), 'allOf')
    for (const part of Array.isArray(parts) ? parts : []) {
      const required = member(part, 'required')
      if (!Array.isArray(required)) continue
      Object.assign(part as object, { required: required.filter(name => !fields.includes(String(name))) })
    }
  }

  /** Read once: each answer of each test is held against them. */
  operations(): readonly DescribedOperation[] {
    this.#operations ??= Object.entries(this.#openApi.paths).flatMap(([path, item]) =>
      Object.entries(item)
        .filter(([method]) => METHODS.has(method))
        .map(([method, { operationId, parameters = [], responses }]) => ({
          id: operationId ?? `${method} ${path}`,
          method: method.toUpperCase(),
          path,
          statuses: Object.keys(responses).map(Number),
          parameters: parameters.flatMap(parameter => this.#queryName(parameter)),
        })),
    )
    return this.#operations
  }

  /** What a request of an operation may carry, references followed at the top. */
  requestOf(method: string, path: string): { parameters: Json[]; body: Json; example: Json } {
    const operation = this.#at(['paths', path, method.toLowerCase()])
    const parameters = member(operation, 'parameters')
    const content = member(this.resolved(member(operation, 'requestBody')), 'content')
    const json = member(content, 'application/json')
    const named = Object.values((member(json, 'examples') as object) ?? {})[0] as Json
    return {
      parameters: (Array.isArray(parameters) ? parameters : []).map(one => this.resolved(one)),
      body: member(json, 'schema'),
      example: member(json, 'example') ?? member(named, 'value'),
    }
  }

  /** The fields that the body of an operation is described with, each with its example. */
  bodyFields(method: string, path: string): [name: string, example: Json][] {
    return this.#fields(this.requestOf(method, path).body)
  }

  /** Those of them without which the vendor refuses it. */
  requiredBodyFields(method: string, path: string): string[] {
    return this.#required(this.requestOf(method, path).body)
  }

  #required(node: Json): string[] {
    const schema = this.resolved(node)
    const [parts, own] = [member(schema, 'allOf'), member(schema, 'required')]
    const ofParts = (Array.isArray(parts) ? parts : []).flatMap(part => this.#required(part))
    return [...ofParts, ...(Array.isArray(own) ? own.map(String) : [])]
  }

  #fields(node: Json): [name: string, example: Json][] {
    const schema = this.resolved(node)
    const parts = member(schema, 'allOf')
    const own = Object.entries((member(schema, 'properties') as Record<string, Json>) ?? {})
    return [
      ...(Array.isArray(parts) ? parts : []).flatMap(part => this.#fields(part)),
      ...own.map(([name, field]): [string, Json] => [name, member(this.resolved(field), 'example')]),
    ]
  }

  /** What a reference leads to; anything else is itself. */
  resolved(node: Json): Json {
    const ref = member(node, '$ref')
    return typeof ref === 'string' ? this.#at(ref.slice(2).split('/').map(unescapePointer)) : node
  }

  #queryName(parameter: Json): string[] {
    const found = this.resolved(parameter)
    return member(found, 'in') === 'query' ? [String(member(found, 'name'))] : []
  }

  /** The operation that answers a path: /v2/customer_sessions/{customerSessionId}. Literal paths win. */
  operationOf(method: string, path: string): DescribedOperation | undefined {
    const line = `${method} ${path}`
    if (!this.#found.has(line)) this.#found.set(line, this.#find(method, path))
    return this.#found.get(line)
  }

  #find(method: string, path: string): DescribedOperation | undefined {
    this.#routes ??= this.operations()
      .map(operation => ({ operation, pattern: templatePattern(operation.path) }))
      .sort((one, other) => byNames(one.operation.path, other.operation.path))
    const wanted = method.toUpperCase()
    return this.#routes.find(({ operation, pattern }) => operation.method === wanted && pattern.test(path))
      ?.operation
  }

  templateOf(method: string, path: string): string | undefined {
    return this.operationOf(method, path)?.path
  }

  /** What is wrong with an answer, one line each; empty when the vendor describes it. `body` is undefined for none. */
  problemsOf(method: string, path: string, status: number, body: unknown): string[] {
    const template = this.templateOf(method, path)
    if (template === undefined) return [`${method} ${path} is not described`]
    const pointer = this.#schemaPointer(template, method.toLowerCase(), String(status))
    if (pointer === undefined) return [`${method} ${template} is not described to answer ${status}`]
    // HTTP has no body there, whatever a description says (POST /v2/events: a string).
    if (status === 204 && body === undefined) return []
    if (pointer === 'text')
      return typeof body === 'string' ? [] : [`${method} ${template} ${status} is described as text`]
    if (pointer === '') {
      return body === undefined ? [] : [`${method} ${template} ${status} is described without a body`]
    }
    const validate = this.#validator(pointer)
    if (validate(body)) return []
    return (validate.errors ?? []).map(({ instancePath, message, params }) =>
      [`${method} ${template} ${status}`, instancePath || '/', message, JSON.stringify(params)].join(' '),
    )
  }

  /** The names of the fields that an answer is described with; undefined when it is not described, or has none. */
  fieldsOf(method: string, path: string, status: number): string[] | undefined {
    const template = this.templateOf(method, path)
    const pointer = template && this.#schemaPointer(template, method.toLowerCase(), String(status))
    if (pointer === undefined || !pointer.startsWith('#/')) return undefined
    const schema = this.#at(pointer.slice(2).split('/').map(unescapePointer))
    const ref = member(schema, '$ref')
    const properties = member(
      typeof ref === 'string' ? this.#at(ref.slice(2).split('/')) : schema,
      'properties',
    )
    return properties === undefined ? undefined : Object.keys(properties as object)
  }

  /** Against one schema of the description by its name. */
  problemsWith(schema: string, value: unknown): string[] {
    const validate = this.#validator(`#/components/schemas/${schema}`)
    return validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${schema} ${instancePath} ${message}`)
  }

  /** '' when the answer has no body, 'text' when it has another than JSON, undefined when it is not described. */
  #schemaPointer(template: string, method: string, status: string): string | undefined {
    let at = ['paths', template, method, 'responses', status]
    let response = this.#at(at)
    if (response === undefined) return undefined
    const ref = member(response, '$ref')
    if (typeof ref === 'string') {
      at = ref.slice(2).split('/')
      response = this.#at(at)
    }
    const content = member(response, 'content')
    const type = Object.keys((content as object) ?? {}).find(name => name.includes('json'))
    if (type === undefined) return typeof content === 'object' ? 'text' : ''
    return `#/${[...at, 'content', type, 'schema'].map(escapePointer).join('/')}`
  }

  #at(path: string[]): Json {
    return path.reduce<Json>((node, key) => member(node, key), this.#openApi as unknown as Json)
  }

  #validator(pointer: string): ValidateFunction {
    const known = this.#compiled.get(pointer)
    if (known !== undefined) return known
    const compiled = this.#ajv.compile({ $ref: `vendor${pointer}` })
    this.#compiled.set(pointer, compiled)
    return compiled
  }
}

const member = (node: Json, key: string): Json =>
  typeof node === 'object' && node !== null && !Array.isArray(node) ? node[key] : undefined

const escapePointer = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))

const unescapePointer = (part: string) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')

/**
 * The descriptions say `oneOf` for alternatives that overlap (the props of acceptCoupon and acceptReferral are the same),
 * so that one or more must fit. OpenAPI 3.0 says `nullable` and a boolean `exclusiveMinimum` where JSON Schema 2020 says
 * otherwise.
 */
function asJsonSchema2020(node: Json): Json {
  if (Array.isArray(node)) return node.map(asJsonSchema2020)
  if (typeof node !== 'object' || node === null) return node
  const converted: { [key: string]: Json } = {}
  for (const [key, value] of Object.entries(node)) {
    converted[key === 'oneOf' ? 'anyOf' : key] = asJsonSchema2020(value)
  }
  if (converted.nullable === true && typeof converted.type === 'string') {
    converted.type = [converted.type, 'null']
    if (Array.isArray(converted.enum)) converted.enum = [...converted.enum, null]
  }
  for (const [exclusive, plain] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof converted[exclusive] !== 'boolean') continue
    if (converted[exclusive]) {
      converted[exclusive] = converted[plain]
      delete converted[plain]
    } else delete converted[exclusive]
  }
  return converted
}
