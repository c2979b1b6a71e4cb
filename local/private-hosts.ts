import { parseOverrides } from '../src/config/overrides.ts';
import { isPrivateHost } from '../src/lib/safe-url.ts';
import { hostOf } from '../src/lib/same-host.ts';

/** What the template leaves empty: the private hosts that the owner names as `baseUrl`, for servers beside this stack. */
export const PRIVATE_HOSTS = 'PRIVATE_HOSTS';

/** @param modelOverrides the parameter `ModelOverrides`; its faults are reported elsewhere */
export function privateHosts(modelOverrides: unknown): string {
  const addresses = [...parseOverrides(modelOverrides).overrides.values()].flatMap(({ baseUrl }) =>
    baseUrl === undefined ? [] : [hostOf(new URL(baseUrl))],
  );
  return [...new Set(addresses.filter(isPrivateHost))].join(',');
}
