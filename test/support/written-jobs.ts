// Worlds whose waiting jobs are written down as JSON, dropped, and read again before and after each job that runs.
import { AgendaClock } from '../../mocks/kit/time/agenda-clock.ts'

interface Writing {
  /** Jobs of this kind are left out when the others are read again. */
  lose?: string
}

export interface Written {
  /** The kinds of the jobs that waited at any time. */
  readonly kinds: Set<string>
}

const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** While it is in use, every clock that is made writes its jobs down. */
export function writingJobsDown({ lose }: Writing = {}): Written & Disposable {
  const original = AgendaClock.prototype.performs
  const kinds = new Set<string>()
  AgendaClock.prototype.performs = function performs(kind, { label, run }) {
    const readAgain = () => {
      const { seq, jobs } = copyOf(this.savedJobs())
      for (const job of jobs) kinds.add(job.kind)
      this.restoreJobs({ seq, jobs: jobs.filter(job => job.kind !== lose) })
    }
    return original.call(this, kind, {
      label: ids => label(copyOf(ids) as never),
      async run(ids, job) {
        kinds.add(kind)
        if (kind === lose) return
        readAgain()
        await run(copyOf(ids) as never, job)
        readAgain()
      },
    }) as never
  }
  return {
    kinds,
    [Symbol.dispose]() {
      AgendaClock.prototype.performs = original
    },
  }
}
