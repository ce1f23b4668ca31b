// How a path of a description, /v2/customer_sessions/{customerSessionId}, meets the path of a request.

/** One that fits wherever the template has a name; a name may be a part of a segment, as in /exports/{id}.csv. */
export const templatePattern = (template: string): RegExp =>
  new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`)

/** Which of two says more: literal paths come before those with names. */
export const byNames = (one: string, other: string): number => one.split('{').length - other.split('{').length
