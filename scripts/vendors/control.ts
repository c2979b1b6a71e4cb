import { FAULTS, type FaultRule, isFault } from './faults.ts';
import type { VendorResponse } from './listen.ts';
import { sendJson } from './wire.ts';

/** What the control routes may read and change. */
export interface Controlled {
  log: unknown[];
  rules: FaultRule[];
}

export function isControl(path: string): boolean {
  return path === '/_log' || path === '/_fault';
}

/**
 * `GET` and `DELETE /_log`: every request so far. `POST /_fault` adds a rule such as
 * `{"fault": "down", "vendor": "recraft", "times": 1}`, `DELETE /_fault` removes all, `GET /_fault` lists them.
 */
export function control(
  world: Controlled,
  method: string | undefined,
  path: string,
  raw: Buffer,
  response: VendorResponse,
): void {
  if (path === '/_log') {
    if (method === 'DELETE') world.log.splice(0);
    sendJson(response, 200, { requests: world.log });
    return;
  }
  if (method === 'DELETE') world.rules.splice(0);
  if (method === 'POST') {
    const rule = readRule(raw);
    if (rule === undefined) {
      const error = `Send {"fault": …, "vendor"?: …, "model"?: …, "times"?: …}; fault is one of ${Object.keys(FAULTS).join(', ')}.`;
      sendJson(response, 400, { error });
      return;
    }
    world.rules.push(rule);
  }
  sendJson(response, 200, { faults: world.rules });
}

function readRule(raw: Buffer): FaultRule | undefined {
  try {
    const rule = JSON.parse(raw.toString('utf8')) as FaultRule;
    return isFault(rule.fault) ? rule : undefined;
  } catch {
    return undefined;
  }
}
