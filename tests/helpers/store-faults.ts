/** How a call fails: without effect, or with its effect but without a response. */
export type Fault = 'before' | 'after';

export interface Faults {
  /** Calls so far, over all wrapped stores. */
  calls: number;
  /** Decides by the number of the call, from 1, and by its name. */
  plan: (call: number, method: string) => Fault | undefined;
}

export const noFaults = (): Faults => ({ calls: 0, plan: () => undefined });

/** Fails one call. */
export const failingCall = (which: number, fault: Fault): Faults => ({
  calls: 0,
  plan: (call) => (call === which ? fault : undefined),
});

/** Fails every call of these methods. */
export const failingMethods = (...methods: string[]): Faults => ({
  calls: 0,
  plan: (_call, method) => (methods.includes(method) ? 'before' : undefined),
});

type Methods = Record<string, unknown>;

/** A store whose calls fail as planned. */
export function withFaults<T extends object>(store: T, faults: Faults): T {
  return new Proxy(store, {
    get(target, name) {
      const method = (target as Methods)[String(name)];
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]) => {
        faults.calls += 1;
        const fault = faults.plan(faults.calls, String(name));
        if (fault === 'before') throw new Error(`${String(name)} failed`);
        const answer: unknown = await method.apply(target, args);
        if (fault === 'after') throw new Error(`the answer of ${String(name)} was lost`);
        return answer;
      };
    },
  });
}
