// Runs in a worker: a thousand fits take as long as a page must not stand still.
import { type BoardTask, compute } from './compute.ts';

self.onmessage = ({ data }: MessageEvent<BoardTask>) => self.postMessage(compute(data));
