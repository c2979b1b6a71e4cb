import { getStatus } from '../features/results/api/get-status.ts';
import type { Run, Tile } from '../features/results/run-state.ts';
import { copyText } from '../lib/clipboard.ts';
import type { Messages } from '../lib/i18n/en.ts';
import { showToast } from '../lib/toasts.ts';
import { downloads } from './downloads.ts';

/** What leaves the page: files and the clipboard. Each function reports its outcome as a toast and never throws. */

const info = (text: string) => showToast({ kind: 'info', text, about: 'download' });
const failed = (text: string) => showToast({ kind: 'error', text, about: 'download' });

export async function copyToClipboard(t: Messages, text: string): Promise<void> {
  if (await copyText(text)) info(t.run.copied);
  else failed(t.run.copyFailed);
}

type Downloads = Awaited<ReturnType<typeof downloads.load>>;

/** Does something with the script that makes files, and says so if it, or a part of it, cannot be had. */
async function withDownloads(t: Messages, failure: string, act: (script: Downloads) => Promise<void>) {
  try {
    await act(await downloads.load());
  } catch (error) {
    // An event instead of an error: the script of a worker did not load. Offline, the page says so by itself.
    const isMissing = navigator.onLine && (error instanceof Event || !downloads.peek());
    failed(isMissing ? `${failure} ${t.app.reload}.` : failure);
  }
}

export async function copyPicture(t: Messages, tile: Tile): Promise<void> {
  const { state } = tile;
  if (state.kind !== 'done') return;
  await withDownloads(t, t.run.copyFailed, async ({ copyImage }) => {
    await copyImage(state.result.imageUrl);
    info(t.tile.imageCopied);
  });
}

export async function savePicture(t: Messages, tile: Tile): Promise<void> {
  await withDownloads(t, t.download.failed, ({ downloadPicture }) => downloadPicture(tile, getStatus));
}

export async function saveAll(t: Messages, run: Run): Promise<void> {
  info(t.download.working(run.done));
  await withDownloads(t, t.download.failed, async ({ downloadAll }) => {
    const { missing } = await downloadAll(run, location.href, getStatus);
    if (missing === 0) info(t.download.done);
    else failed(t.download.partly(missing));
  });
}

export async function saveContactSheet(t: Messages, locale: string, run: Run): Promise<void> {
  await withDownloads(t, t.download.failed, async ({ downloadContactSheet }) => {
    await downloadContactSheet(run, locale, getStatus);
    info(t.download.sheetDone);
  });
}
