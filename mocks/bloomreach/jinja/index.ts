// A Jinja2 for TypeScript that renders as Python's Jinja2 does, usable on its own.

export { analyse } from './analyse.ts'
export type { Analysis, NamedCall, Place, WebhookField } from './analysis.ts'
export { type BloomreachState, bloomreachContext, type RecommendationRequest } from './dialect/context.ts'
export {
  JinjaError,
  LimitError,
  TemplateAbort,
  TemplateAssertionError,
  TemplateSyntaxError,
  UndefinedError,
} from './errors.ts'
export { filterNames } from './filter-names.ts'
export { hasJinja } from './has-jinja.ts'
export { type HostCall, type HostObject, type HostShape, hostFunction, hostObject } from './host.ts'
export type { HostFilter } from './language.ts'
export { DEFAULT_LIMITS, type Limits } from './limits.ts'
export type { RenderWatch } from './render-watch.ts'
export type { BranchTaken } from './runtime.ts'
export {
  type CompiledTemplate,
  type CompileOptions,
  compile,
  type PrintedNothing,
  type RenderOptions,
  render,
} from './template.ts'
export { Markup, PyFloat } from './values/objects.ts'
