/** Everything that saves or copies pictures, as one script that is loaded when it is needed. */
export { copyImage } from './copy-image.ts';
export { downloadAll, downloadContactSheet, downloadEverything } from './download-all.ts';
export { downloadPicture } from './download-picture.ts';
