// The thumbnail of an attached picture: JPEG, 180 by 120, as Mailpit makes it. What is no picture that is read here is white.
import { decode as decodeJpeg, encode as encodeJpeg } from 'jpeg-js'
import { GifReader } from 'omggif'
import { PNG } from 'pngjs'

export const THUMB_WIDTH = 180
export const THUMB_HEIGHT = 120
const QUALITY = 70

/** A small file can hold an enormous picture. */
const MOST_PIXELS = 16_000_000

interface Picture {
  width: number
  height: number
  /** RGBA. */
  data: Uint8Array
}

export function thumbnail(bytes: Buffer): Buffer {
  const canvas = Buffer.alloc(THUMB_WIDTH * THUMB_HEIGHT * 4, 0xff)
  const picture = pictureIn(bytes)
  if (picture !== undefined) paint(picture, canvas)
  return encodeJpeg({ data: canvas, width: THUMB_WIDTH, height: THUMB_HEIGHT }, QUALITY).data
}

/** By its first bytes, whatever the mail calls it. */
function pictureIn(bytes: Buffer): Picture | undefined {
  try {
    const read =
      bytes[0] === 0x89 ? readPng : bytes[0] === 0xff ? readJpeg : bytes[0] === 0x47 ? readGif : undefined
    return read?.(bytes)
  } catch {
    return undefined
  }
}

function readPng(bytes: Buffer): Picture | undefined {
  // The size stands in the first chunk, so that nothing is unpacked for nothing.
  return isBounded(bytes.readUInt32BE(16), bytes.readUInt32BE(20)) ? PNG.sync.read(bytes) : undefined
}

const readJpeg = (bytes: Buffer): Picture =>
  decodeJpeg(bytes, { useTArray: true, maxResolutionInMP: MOST_PIXELS / 1_000_000, maxMemoryUsageInMB: 256 })

function readGif(bytes: Buffer): Picture | undefined {
  const gif = new GifReader(bytes)
  const { width, height } = gif
  if (!isBounded(width, height)) return undefined
  const data = Buffer.alloc(width * height * 4, 0xff)
  gif.decodeAndBlitFrameRGBA(0, data)
  return { width, height, data }
}

const isBounded = (width: number, height: number): boolean =>
  width > 0 && height > 0 && width * height <= MOST_PIXELS

/** Whole and in the middle, no larger than it is; each point of the canvas takes the nearest of the picture. */
function paint({ width, height, data }: Picture, canvas: Buffer): void {
  const scale = Math.min(1, THUMB_WIDTH / width, THUMB_HEIGHT / height)
  const shown = {
    width: Math.max(1, Math.floor(width * scale)),
    height: Math.max(1, Math.floor(height * scale)),
  }
  const left = Math.floor((THUMB_WIDTH - shown.width) / 2)
  const top = Math.floor((THUMB_HEIGHT - shown.height) / 2)
  for (let y = 0; y < shown.height; y++) {
    for (let x = 0; x < shown.width; x++) {
      const from = (Math.floor(y / scale) * width + Math.floor(x / scale)) * 4
      const to = ((y + top) * THUMB_WIDTH + x + left) * 4
      const alpha = (data[from + 3] ?? 0) / 255
      for (let part = 0; part < 3; part++)
        canvas[to + part] = 255 - (255 - (data[from + part] ?? 255)) * alpha
    }
  }
}
