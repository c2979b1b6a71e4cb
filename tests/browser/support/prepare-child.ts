// A fresh process that prepares one picture as the inputs function does, and says what memory it took.
import { readFileSync, writeFileSync } from 'node:fs';
import { preparePicture } from '../../../src/lib/prepare-picture.ts';

const [from = '', to = ''] = process.argv.slice(2);
const { bytes, width, height, contentType } = await preparePicture(readFileSync(from));
writeFileSync(to, bytes);
const [, kb] = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
process.send?.({ width, height, contentType, mostMb: Number(kb) / 1024 });
process.disconnect?.();
