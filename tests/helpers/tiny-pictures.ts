import sharp from 'sharp';

/** The beginning of a HEIC file as cameras write it, ISO/IEC 14496-12, 4.3: nothing here decodes more of it. */
export const HEIC: Uint8Array = Buffer.concat([
  Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
  Buffer.from('\0\0\0\x08mdat', 'latin1'),
]);

/** A picture in one color. */
export async function picture(
  format: 'png' | 'jpeg' | 'webp' | 'gif' | 'avif',
  width = 64,
  height = 48,
): Promise<Uint8Array> {
  const image = sharp({ create: { width, height, channels: 3, background: '#c60' } });
  return image.toFormat(format).toBuffer();
}
