import type { Browser } from 'playwright-core';

/**
 * A tab that Playwright does not follow. For those that it follows, the browser's tools keep each response in the memory
 * of the page, which is then not the page's own.
 */
export interface UnwatchedTab {
  /** What the expression comes to, or the promise that it gives. */
  evaluate<T>(expression: string): Promise<T>;
  close(): Promise<void>;
}

/** A response to a command, by its id, or an event. */
interface Message {
  id?: number;
  method?: string;
  error?: { message: string };
  result?: unknown;
}

interface Evaluated {
  result: { value: unknown };
  exceptionDetails?: { text: string };
}

/** Opens it in the browser's first profile, of which Playwright has no pages; resolves once the page is loaded. */
export async function openUnwatchedTab(browser: Browser, url: string): Promise<UnwatchedTab> {
  const session = await browser.newBrowserCDPSession();
  const { targetId } = await session.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  const waiting = new Map<number, (message: Message) => void>();
  const loaded = Promise.withResolvers<void>();
  session.on('Target.receivedMessageFromTarget', (event) => {
    const message = JSON.parse(event.message) as Message;
    if (message.method === 'Page.loadEventFired') loaded.resolve();
    if (message.id !== undefined) waiting.get(message.id)?.(message);
  });
  let lastId = 0;
  const send = async (method: string, params = {}): Promise<unknown> => {
    lastId += 1;
    const id = lastId;
    const answered = new Promise<Message>((resolve) => waiting.set(id, resolve));
    await session.send('Target.sendMessageToTarget', {
      sessionId,
      message: JSON.stringify({ id, method, params }),
    });
    const { result, error } = await answered.finally(() => waiting.delete(id));
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result;
  };
  // Asked before it is loaded, a tab has no context to evaluate in, or loses it with what it was asked.
  await send('Page.enable');
  await send('Page.navigate', { url });
  await loaded.promise;
  // Its events would go on to be sent.
  await send('Page.disable');
  return {
    async evaluate<T>(expression: string): Promise<T> {
      const params = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = (await send('Runtime.evaluate', params)) as Evaluated;
      if (exceptionDetails !== undefined) throw new Error(`${expression}: ${exceptionDetails.text}`);
      return result.value as T;
    },
    async close() {
      await session.send('Target.closeTarget', { targetId });
      await session.detach();
    },
  };
}
