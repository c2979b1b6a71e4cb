import sharp from 'sharp';

/** A picture in one color. */
export async function picture(
  format: 'png' | 'jpeg' | 'webp' | 'gif' | 'avif',
  width = 64,
  height = 48,
): Promise<Uint8Array> {
  const image = sharp({ create: { width, height, channels: 3, background: '#c60' } });
  return image.toFormat(format).toBuffer();
}
