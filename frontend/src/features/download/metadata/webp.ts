import { ascii, concat, textAt, view } from './bytes.ts';
import { type PictureFacts, xmpPacket } from './picture-facts.ts';

const HAS_XMP = 0b0000_0100;
const HAS_ALPHA = 0b0001_0000;
const HEADER_LENGTH = 12;

function chunk(name: string, data: Uint8Array): Uint8Array {
  const head = concat(ascii(name), new Uint8Array(4));
  view(head).setUint32(4, data.length, true);
  return concat(head, data, new Uint8Array(data.length % 2));
}

function extendedHeader(flags: number, width: number, height: number): Uint8Array {
  const data = new Uint8Array(10);
  data[0] = flags;
  view(data).setUint16(4, (width - 1) & 0xffff, true);
  data[6] = (width - 1) >> 16;
  view(data).setUint16(7, (height - 1) & 0xffff, true);
  data[9] = (height - 1) >> 16;
  return chunk('VP8X', data);
}

/** The chunks of a simple file under an extended header, or nothing where the file is of no known kind. */
function extended(webp: Uint8Array): Uint8Array | undefined {
  const chunks = webp.subarray(HEADER_LENGTH);
  const kind = textAt(webp, HEADER_LENGTH, 4);
  const data = view(webp.subarray(HEADER_LENGTH + 8));
  if (kind === 'VP8X') {
    const copy = chunks.slice();
    copy[8] = (copy[8] ?? 0) | HAS_XMP;
    return copy;
  }
  if (kind === 'VP8 ') {
    const width = data.getUint16(6, true) & 0x3fff;
    const height = data.getUint16(8, true) & 0x3fff;
    return concat(extendedHeader(HAS_XMP, width, height), chunks);
  }
  if (kind === 'VP8L') {
    const bits = data.getUint32(1, true);
    const alpha = (bits >>> 28) & 1 ? HAS_ALPHA : 0;
    return concat(extendedHeader(HAS_XMP | alpha, (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1), chunks);
  }
  return undefined;
}

/** Adds an XMP chunk at the end; what is no WebP is given back as it is. */
export function writeWebpFacts(webp: Uint8Array, facts: PictureFacts): Uint8Array {
  if (textAt(webp, 0, 4) !== 'RIFF' || textAt(webp, 8, 4) !== 'WEBP') return webp;
  const body = extended(webp);
  if (!body) return webp;
  const whole = concat(webp.subarray(0, HEADER_LENGTH), body, chunk('XMP ', xmpPacket(facts)));
  view(whole).setUint32(4, whole.length - 8, true);
  return whole;
}
