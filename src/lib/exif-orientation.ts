/** The tag of the EXIF specification that says how a picture is to be turned. */
const ORIENTATION_TAG = 0x0112;
/** 16-bit unsigned. */
const SHORT = 3;

/**
 * Orientation of an EXIF block, 1 to 8; from 5 on width and height change places. 1 where it says nothing.
 * @param view the block from its TIFF header on: byte order, 42, offset of the first directory (EXIF 2.32, 4.5)
 */
export function exifOrientation(view: DataView): number {
  if (view.byteLength < 8) return 1;
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return 1;
  const little = order === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return 1;
  const entries = view.getUint16(directory, little);
  for (let index = 0; index < entries; index += 1) {
    const at = directory + 2 + 12 * index;
    if (at + 12 > view.byteLength) return 1;
    if (view.getUint16(at, little) !== ORIENTATION_TAG || view.getUint16(at + 2, little) !== SHORT) continue;
    const value = view.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}
