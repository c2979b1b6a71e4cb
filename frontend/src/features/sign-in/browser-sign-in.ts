import { getAccess } from './api/get-access.ts';
import { createSignIn, type News } from './create-sign-in.ts';

const NAME = 'pixel-prompt.session';
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(NAME) : undefined;

/** Of this browser. */
export const signIn = createSignIn({
  getAccess,
  // Browsers keep locks away on plain http addresses; there nobody signs in either.
  lock: async (work) => (navigator.locks ? navigator.locks.request(NAME, work) : work()),
  tell: (news) => channel?.postMessage(news),
  onNews(listener) {
    channel?.addEventListener('message', ({ data }: MessageEvent<News>) => listener(data));
  },
  goTo: (address) => location.assign(address),
  reload: () => location.reload(),
});
