import { describe, expect, it } from '@jest/globals';
import { completed } from '../../../testing/fake-api.ts';
import { fileName, slug, withFacts } from '../picture-file.ts';
import { ascii, concat, textAt, view } from './bytes.ts';
import { writeJpegFacts } from './jpeg.ts';
import { writePngFacts } from './png.ts';
import { writeWebpFacts } from './webp.ts';

const facts = {
  prompt: 'Füchse & <Hasen>',
  model: 'ONE',
  provider: 'Vendor',
  parameters: '{"seed":7}',
  createdAt: '2026-11-20T10:00:00.000Z',
};
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** A RIFF file with one chunk. */
function webp(kind: string, data: Uint8Array): Uint8Array {
  const head = new Uint8Array(8);
  head.set(ascii(kind));
  view(head).setUint32(4, data.length, true);
  const size = new Uint8Array(4);
  view(size).setUint32(0, 4 + head.length + data.length, true);
  return concat(ascii('RIFF'), size, ascii('WEBP'), head, data);
}

describe('Metadata in pictures', () => {
  it('stands in a PNG behind its header and leaves the rest alone', () => {
    const header = concat(
      Uint8Array.of(0x89),
      ascii('PNG\r\n\x1a\n'),
      Uint8Array.of(0, 0, 0, 13),
      ascii('IHDR'),
    );
    const rest = ascii('the rest');
    const written = writePngFacts(concat(header, new Uint8Array(17), rest), facts);
    expect(text(written)).toContain('Füchse &amp; &lt;Hasen&gt;');
    expect(text(written)).toContain('parameters');
    expect(text(written.subarray(-rest.length))).toBe('the rest');
    expect(textAt(written, 8 + 25 + 4, 4)).toBe('iTXt');
  });

  it('tells the step that led to the picture, if there was one', () => {
    const edit = '{"operation":"change","references":["sha256:f00"]}';
    const header = concat(
      Uint8Array.of(0x89),
      ascii('PNG\r\n\x1a\n'),
      Uint8Array.of(0, 0, 0, 13),
      ascii('IHDR'),
    );
    const png = concat(header, new Uint8Array(17));
    expect(text(writePngFacts(png, { ...facts, edit }))).toContain(
      '<pp:edit>{&quot;operation&quot;:&quot;change&quot;,&quot;references&quot;:[&quot;sha256:f00&quot;]}</pp:edit>',
    );
    expect(text(writePngFacts(png, facts))).not.toContain('pp:edit');
  });

  it('stands in a JPEG behind its JFIF segment', () => {
    const jfif = concat(Uint8Array.of(0xff, 0xe0, 0, 16), ascii('JFIF'), new Uint8Array(10));
    const written = writeJpegFacts(concat(Uint8Array.of(0xff, 0xd8), jfif, Uint8Array.of(0xff, 0xdb)), facts);
    expect([...written.subarray(20, 22)]).toEqual([0xff, 0xe1]);
    expect(textAt(written, 24, 28)).toBe('http://ns.adobe.com/xap/1.0/');
    expect([...written.subarray(-2)]).toEqual([0xff, 0xdb]);
    expect(view(written).getUint16(22)).toBe(written.length - 2 - 18 - 2 - 2);
  });

  it('turns a simple WebP into an extended one with the same size', () => {
    const lossless = new Uint8Array(10);
    lossless[0] = 0x2f;
    view(lossless).setUint32(1, 1343 | (767 << 14), true);
    const written = writeWebpFacts(webp('VP8L', lossless), facts);
    expect(textAt(written, 12, 4)).toBe('VP8X');
    expect((written[20] ?? 0) & 0b100).toBe(0b100);
    expect(view(written).getUint16(24, true)).toBe(1343);
    expect(view(written).getUint16(27, true)).toBe(767);
    expect(view(written).getUint32(4, true)).toBe(written.length - 8);
    expect(text(written)).toContain('XMP ');
  });

  it('gives back what it does not know', () => {
    const unknown = ascii('This is not a picture at all, whatever it says.');
    expect(writePngFacts(unknown, facts)).toBe(unknown);
    expect(writeJpegFacts(unknown, facts)).toBe(unknown);
    expect(writeWebpFacts(unknown, facts)).toBe(unknown);
  });
});

describe('Metadata of the vendor', () => {
  const jpeg = (inside: string) =>
    concat(
      Uint8Array.of(0xff, 0xd8, 0xff, 0xeb, 0, 40),
      ascii(inside),
      new Uint8Array(40),
      Uint8Array.of(0xff, 0xdb),
    );

  it('is never touched: neither a signed origin nor an XMP packet', () => {
    for (const inside of ['jumbc2pa', 'http://ns.adobe.com/xap/1.0/']) {
      const original = jpeg(inside);
      expect(withFacts(original, 'image/jpeg', facts)).toBe(original);
    }
    expect(text(withFacts(jpeg('nothing'), 'image/jpeg', facts))).toContain('Pixel Prompt');
  });
});

describe('File names', () => {
  it('say what is inside and are safe everywhere', () => {
    expect(fileName('Ein "Fuchs" / im Schnee?', completed('1-one'))).toBe('ein-fuchs-im-schnee-1-one.png');
    expect(fileName('x', completed('1-one', { contentType: 'image/jpeg' }))).toBe('x-1-one.jpg');
    expect(slug('///', 10)).toBe('picture');
    expect(slug('ثعلب أحمر', 20)).toBe('ثعلب-أحمر');
  });
});
