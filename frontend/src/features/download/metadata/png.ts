import { ascii, concat, textAt, view } from './bytes.ts';
import { type PictureFacts, xmpPacket } from './picture-facts.ts';

const SIGNATURE_LENGTH = 8;

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = concat(ascii(type), data);
  const whole = concat(new Uint8Array(4), body, new Uint8Array(4));
  view(whole).setUint32(0, data.length);
  view(whole).setUint32(whole.length - 4, crc32(body));
  return whole;
}

/** International text: keyword, not compressed, no language, UTF-8. */
function internationalText(keyword: string, text: Uint8Array): Uint8Array {
  return chunk('iTXt', concat(ascii(keyword), new Uint8Array(5), text));
}

/** Adds XMP and plain text fields behind the header chunk; anything that is not a PNG is given back as it is. */
export function writePngFacts(png: Uint8Array, facts: PictureFacts): Uint8Array {
  if (textAt(png, 1, 3) !== 'PNG' || textAt(png, 12, 4) !== 'IHDR') return png;
  const afterHeader = SIGNATURE_LENGTH + 12 + view(png).getUint32(SIGNATURE_LENGTH);
  const utf8 = new TextEncoder();
  return concat(
    png.subarray(0, afterHeader),
    internationalText('XML:com.adobe.xmp', xmpPacket(facts)),
    internationalText('Description', utf8.encode(facts.prompt)),
    internationalText('Software', utf8.encode(`Pixel Prompt, ${facts.model}`)),
    internationalText('parameters', utf8.encode(facts.parameters)),
    png.subarray(afterHeader),
  );
}
