// What is behind an HTTP port: over fetch, and past it.
import type { HttpServerOptions } from '../doors/http-server.ts'

export type Answers = Pick<HttpServerOptions, 'fetch' | 'express'>
