import { AsyncLocalStorage } from 'node:async_hooks';
import { Socket } from 'node:net';

/** What an instance holds while it lives: its timers, sockets and requests. Ending it closes them all. */
export interface Life {
  /** Its variables, as `process.env` has them. */
  environment: Record<string, string>;
  isOver(): boolean;
  /** Aborted at the end. */
  signal: AbortSignal;
  /** Calls `close` at the end, unless the returned function was called before. */
  own(close: () => void): () => void;
  end(): void;
  /** Reports `process.exit` or an uncaught exception; the instance then ends. */
  crash(errorType: string, errorMessage: string, trace?: string[]): void;
}

export function createLife(variables: Readonly<Record<string, string>>, onCrash: Life['crash']): Life {
  const closers = new Set<() => void>();
  const over = new AbortController();
  const life: Life = {
    environment: environmentOf(variables),
    isOver: () => over.signal.aborted,
    signal: over.signal,
    own(close) {
      closers.add(close);
      return () => closers.delete(close);
    },
    end() {
      over.abort();
      for (const close of closers) close();
      closers.clear();
    },
    crash(...report) {
      if (life.isOver()) return;
      life.end();
      onCrash(...report);
    },
  };
  return life;
}

/** The life of the instance whose code is running, kept across `await`. */
export const lives = new AsyncLocalStorage<Life | undefined>();

/** From now on, each socket is closed with the instance that opened it. */
export function ownSockets(): void {
  const connect = Socket.prototype.connect;
  const connectOwned = function (this: Socket, ...target: unknown[]): Socket {
    const life = lives.getStore();
    if (life?.isOver()) return this.destroy();
    if (life)
      this.once(
        'close',
        life.own(() => this.destroy()),
      );
    return Reflect.apply(connect, this, target);
  };
  Reflect.set(Socket.prototype, 'connect', connectOwned);
}

/** As Node's: every value becomes text. */
function environmentOf(variables: Readonly<Record<string, string>>): Record<string, string> {
  return new Proxy<Record<string, string>>(
    { ...variables },
    {
      set: (target, name, value) =>
        Reflect.set(target, name, typeof value === 'symbol' ? value : String(value)),
    },
  );
}
