/** Bytes that no picture to work on can be made of. The message says why, to the person who sent them. */
export class UnusablePictureError extends Error {
  override readonly name = 'UnusablePictureError';
}
