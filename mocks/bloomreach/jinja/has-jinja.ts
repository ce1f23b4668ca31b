// Whether a text is a template at all: what has no mark of Jinja is taken as it is.

export const hasJinja = (text: string): boolean =>
  text.includes('{{') || text.includes('{%') || text.includes('{#')
