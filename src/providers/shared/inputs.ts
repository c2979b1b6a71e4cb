import type { Sent } from '../../contract/index.ts';
import type { InputPicture } from '../types.ts';

/** What is told of a picture that was sent: its name, size and hash, never its bytes. */
export const digestOf = ({ name, width, height, sha256 }: InputPicture): string =>
  `${name} ${width}x${height} sha256:${sha256}`;

/** The same of several, under numbered names. */
export const digestsOf = (pictures: readonly InputPicture[], nameOf: (number: number) => string): Sent =>
  Object.fromEntries(pictures.map((picture, index) => [nameOf(index + 1), digestOf(picture)]));

export const base64Of = ({ bytes }: InputPicture): string => Buffer.from(bytes).toString('base64');

export const dataAddressOf = (picture: InputPicture): string =>
  `data:${picture.contentType};base64,${base64Of(picture)}`;
