import { StackFault } from '../fault.ts';
import { isFunction, isPresent } from './functions.ts';
import type { Resolver } from './intrinsics.ts';
import type { Template } from './load.ts';
import { mapOrEmpty } from './value.ts';

/** A function that is invoked at a fixed rate. */
export interface Schedule {
  functionId: string;
  /** Name of the event in the template. */
  name: string;
  everyMs: number;
  /** JSON that the function gets instead of a scheduled event. */
  input: string | undefined;
}

const UNITS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Every `Schedule` event of every function, except those that are switched off. @throws StackFault with all faults */
export function readSchedules(template: Template, resolver: Resolver): Schedule[] {
  const schedules: Schedule[] = [];
  const faults: string[] = [];
  for (const [functionId, resource] of Object.entries(template.resources)) {
    if (!isFunction(resource) || !isPresent(resource, resolver, functionId)) continue;
    for (const [name, raw] of Object.entries(mapOrEmpty(resource.Properties.Events))) {
      const event = mapOrEmpty(raw);
      if (event.Type !== 'Schedule') continue;
      const at = ['Resources', functionId, 'Properties', 'Events', name];
      const properties = mapOrEmpty(resolver.resolve(mapOrEmpty(event.Properties), [...at, 'Properties']));
      const everyMs = rateOf(String(properties.Schedule ?? ''));
      if (everyMs === undefined) {
        faults.push(
          `${template.place(at)}: write "Schedule: rate(5 minutes)"; the local stack knows rates only.`,
        );
      } else if (properties.Enabled !== false && properties.State !== 'DISABLED') {
        const input = properties.Input === undefined ? undefined : String(properties.Input);
        schedules.push({ functionId, name, everyMs, input });
      }
    }
  }
  if (faults.length > 0) throw new StackFault(faults);
  return schedules;
}

/** `rate(1 minute)`, `rate(5 minutes)`, in milliseconds. */
function rateOf(expression: string): number | undefined {
  const [, count = '', unit = ''] = /^rate\(([1-9]\d*) (minute|hour|day)s?\)$/.exec(expression.trim()) ?? [];
  const unitMs = UNITS[unit];
  return unitMs === undefined ? undefined : Number(count) * unitMs;
}
