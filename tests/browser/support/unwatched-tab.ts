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

interface Answer {
  id?: number;
  error?: { message: string };
  result?: { result: { value: unknown }; exceptionDetails?: { text: string } };
}

/** Opens it in the browser's first profile, of which Playwright has no pages. */
export async function openUnwatchedTab(browser: Browser, url: string): Promise<UnwatchedTab> {
  const session = await browser.newBrowserCDPSession();
  const { targetId } = await session.send('Target.createTarget', { url });
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  const waiting = new Map<number, (answer: Answer) => void>();
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const answer = JSON.parse(message) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  let lastId = 0;
  const ask = async (expression: string): Promise<Answer> => {
    lastId += 1;
    const id = lastId;
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    const params = { expression, awaitPromise: true, returnByValue: true };
    const message = JSON.stringify({ id, method: 'Runtime.evaluate', params });
    await session.send('Target.sendMessageToTarget', { sessionId, message });
    return answered.finally(() => waiting.delete(id));
  };
  return {
    async evaluate<T>(expression: string): Promise<T> {
      let answer = await ask(expression);
      // The empty page that a tab begins with takes along what it was asked.
      if (answer.error?.message.includes('navigated')) answer = await ask(expression);
      const { result, error } = answer;
      if (result === undefined || result.exceptionDetails !== undefined) {
        throw new Error(`${expression}: ${result?.exceptionDetails?.text ?? error?.message ?? 'no result'}`);
      }
      return result.result.value as T;
    },
    async close() {
      await session.send('Target.closeTarget', { targetId });
      await session.detach();
    },
  };
}
