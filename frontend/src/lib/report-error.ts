import { ApiError } from './api.ts';
import type { FirstMessages } from './i18n/first-en.ts';
import { showToast, type Toast } from './toasts.ts';

/** What a failed request says to a person, in the language of the page, and the id to quote. */
export function describeError(t: FirstMessages, error: unknown): { text: string; detail?: string } {
  if (error instanceof ApiError) {
    const field = error.code === 'INVALID_PARAMETER' ? error.details[0]?.field : undefined;
    const text = (field && t.errorField(field)) ?? t.error(error.code) ?? error.message;
    // What never reached the API has no id.
    return { text, ...(error.requestId !== '' && { detail: t.app.quote(error.requestId) }) };
  }
  return { text: t.noResponse };
}

/** Shows a failed request under a sentence that says what did not happen. */
export function reportError(t: FirstMessages, what: string, error: unknown, about?: Toast['about']): void {
  const { text, detail } = describeError(t, error);
  showToast({
    kind: 'error',
    text: [what, text].join(' '),
    ...(detail ? { detail } : {}),
    ...(about ? { about } : {}),
  });
}
