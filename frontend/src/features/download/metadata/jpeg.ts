import { ascii, concat, textAt, view } from './bytes.ts';
import { type PictureFacts, xmpPacket } from './picture-facts.ts';

const XMP_NAME = ascii('http://ns.adobe.com/xap/1.0/\0');
/** A segment's length field has 16 bits and counts itself. */
const MOST_PAYLOAD = 0xffff - 2;

/** Adds an XMP segment behind the JFIF one; what is no JPEG, or has too long a text, is given back as it is. */
export function writeJpegFacts(jpeg: Uint8Array, facts: PictureFacts): Uint8Array {
  const payload = concat(XMP_NAME, xmpPacket(facts));
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8 || payload.length > MOST_PAYLOAD) return jpeg;
  const isJfif = jpeg[2] === 0xff && jpeg[3] === 0xe0 && textAt(jpeg, 6, 4) === 'JFIF';
  const at = isJfif ? 4 + view(jpeg).getUint16(4) : 2;
  const head = new Uint8Array([0xff, 0xe1, 0, 0]);
  view(head).setUint16(2, payload.length + 2);
  return concat(jpeg.subarray(0, at), head, payload, jpeg.subarray(at));
}
