import { ApiError } from './api.ts';
import type { Messages } from './i18n/en.ts';
import { showToast } from './toasts.ts';

/** What a failed request says to a person: the API's own sentence and the id to quote. */
export function describeError(t: Messages, error: unknown): { text: string; detail?: string } {
  if (error instanceof ApiError) {
    const fields = error.details.map((detail) => `${detail.field}: ${detail.message}`).join(' ');
    return { text: [error.message, fields].filter(Boolean).join(' '), detail: t.app.quote(error.requestId) };
  }
  return { text: `${t.start.unreachable}.` };
}

/** Shows a failed request under a sentence that says what did not happen. */
export function reportError(t: Messages, what: string, error: unknown): void {
  const { text, detail } = describeError(t, error);
  showToast({ kind: 'error', text: [what, text].join(' '), ...(detail ? { detail } : {}) });
}
