/** A module that is fetched when it is needed, or before, and that a lost connection cannot break for good. */
export type Loader<Module> = {
  /** The module, if it is here. */
  peek(): Module | undefined;
  /** Whether the last attempt failed; the next one clears it. */
  hasFailed(): boolean;
  /** Fetches the module unless it is here or on its way. Rejects if every attempt failed; the next call tries again. */
  load(): Promise<Module>;
  subscribe(listener: () => void): () => void;
};

const DELAYS_MS = [300, 1200];

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Browsers may remember that fetching a script failed; the same script at another address is a new one to them. */
function freshAddress(error: unknown): string | undefined {
  const address = error instanceof Error ? /https?:\/\/\S+?\.js/.exec(error.message)?.[0] : undefined;
  return address && `${address}?again=${Date.now()}`;
}

/** @param fetchModule an `import()`, written where it is used so that the bundler sees it */
export function createLoader<Module>(fetchModule: () => Promise<Module>): Loader<Module> {
  const listeners = new Set<() => void>();
  let loaded: Module | undefined;
  let failed = false;
  let attempt: Promise<Module> | undefined;
  let failedAddress: string | undefined;
  const notify = () => {
    for (const listener of listeners) listener();
  };

  async function fetchOnce(): Promise<Module> {
    try {
      return await (failedAddress
        ? (import(/* @vite-ignore */ failedAddress) as Promise<Module>)
        : fetchModule());
    } catch (error) {
      failedAddress = freshAddress(error);
      throw error;
    }
  }

  async function fetchWithRetries(): Promise<Module> {
    for (const delay of DELAYS_MS) {
      try {
        return await fetchOnce();
      } catch {
        await wait(delay);
      }
    }
    return fetchOnce();
  }

  return {
    peek: () => loaded,
    hasFailed: () => failed,
    load() {
      if (loaded !== undefined) return Promise.resolve(loaded);
      if (attempt) return attempt;
      failed = false;
      attempt = fetchWithRetries()
        .then((module) => {
          loaded = module;
          return module;
        })
        .catch((error: unknown) => {
          failed = true;
          throw error;
        })
        .finally(() => {
          attempt = undefined;
          notify();
        });
      notify();
      return attempt;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A module that is of use only together with another one. */
export function together<Module>(loader: Loader<Module>, other: Loader<unknown>): Loader<Module> {
  return {
    peek: () => (other.peek() === undefined ? undefined : loader.peek()),
    hasFailed: () => loader.hasFailed() || other.hasFailed(),
    load: async () => (await Promise.all([loader.load(), other.load()]))[0],
    subscribe(listener) {
      const leave = [loader.subscribe(listener), other.subscribe(listener)];
      return () => {
        for (const each of leave) each();
      };
    },
  };
}
