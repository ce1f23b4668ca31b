// A stream of events that is closed when its world is deleted. Every other answer is whole by then.

export function untilEnd(answer: Response, end: AbortSignal): Response {
  const { body, headers } = answer
  if (body === null || !headers.get('content-type')?.startsWith('text/event-stream')) return answer
  return new Response(closing(body, end), answer)
}

function closing(body: ReadableStream<Uint8Array>, end: AbortSignal): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream({
    start(controller) {
      const close = () => {
        controller.close()
        void reader.cancel()
      }
      end.addEventListener('abort', close, { once: true })
      void reader.closed.catch(() => {}).then(() => end.removeEventListener('abort', close))
    },
    async pull(controller) {
      const { done, value } = await reader.read()
      if (value !== undefined && !end.aborted) controller.enqueue(value)
      else if (done && !end.aborted) controller.close()
    },
    cancel: reason => reader.cancel(reason),
  })
}
