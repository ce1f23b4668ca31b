// The certificate of `--tls`: an authority made at this start, which signs for the names of this machine and dies with the
// process. Clients trust it by the file whose path is printed (NODE_EXTRA_CA_CERTS).
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'

export interface Certificate {
  key: string
  cert: string
  /** The authority's certificate, for clients. */
  caFile: string
  remove(): void
}

const LOCAL_NAMES = ['localhost', '127.0.0.1', '::1']

/** The generator is loaded with the first `--tls`. */
export async function makeCertificate(names: readonly string[]): Promise<Certificate> {
  const {
    default: { generate },
  } = await import('selfsigned')
  const common = { keyType: 'ec', algorithm: 'sha256' } as const
  const authority = await generate([{ name: 'commonName', value: 'referral-sandbox, made at this start' }], {
    ...common,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  const altNames = [...new Set([...LOCAL_NAMES, ...names])].map(name =>
    isIP(name) === 0 ? ({ type: 2, value: name } as const) : ({ type: 7, ip: name } as const),
  )
  const leaf = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...common,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames },
    ],
  })
  const folder = ownFolder()
  const caFile = join(folder, 'ca.pem')
  writeFileSync(caFile, authority.cert)
  return {
    key: leaf.private,
    cert: `${leaf.cert.trim()}\n${authority.cert}`,
    caFile,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function ownFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'referral-sandbox-tls-'))
  } catch (cause) {
    throw new SandboxError(
      'certificate-not-written',
      `Cannot keep the certificate of --tls: ${(cause as Error).message}.`,
      { remedy: 'Make the folder for temporary files writable, or set TMPDIR to one that is.', cause },
    )
  }
}
