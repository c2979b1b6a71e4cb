import { nearestNames } from '../catalog/nearest.ts';
import type { ModelOverride, ModelOverrides } from './model-override.ts';
import { isRecord, OVERRIDE_FIELDS } from './override-fields.ts';

type Fault = (field: string, message: string) => void;

/**
 * Reads the `ModelOverrides` parameter: JSON text, or the object itself as parameters.json may hold it; empty means
 * none. Every fault is listed in words, without the values, which may be secrets in the wrong place.
 */
export function parseOverrides(source: unknown): { overrides: ModelOverrides; faults: string[] } {
  const overrides = new Map<number, ModelOverride>();
  const faults: string[] = [];
  const parsed = parseSource(source);
  if (!isRecord(parsed)) {
    faults.push('ModelOverrides must be a JSON object such as {"3": {"provider": "openai-compatible", …}}.');
    return { overrides, faults };
  }
  for (const [key, entry] of Object.entries(parsed)) {
    const place = `ModelOverrides "${key.slice(0, 40)}"`;
    if (!/^([1-9]|1\d|20)$/.test(key)) faults.push(`${place}: the name must be a model number from 1 to 20.`);
    else if (!isRecord(entry)) faults.push(`${place}: must be an object.`);
    else
      overrides.set(
        Number(key),
        readOverride(entry, (field, message) => faults.push(`${place}, ${field}: ${message}`)),
      );
  }
  return { overrides, faults };
}

function parseSource(source: unknown): unknown {
  if (source === undefined || source === null) return {};
  if (typeof source !== 'string') return source;
  if (source.trim() === '') return {};
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

function readOverride(entry: Record<string, unknown>, fault: Fault): ModelOverride {
  const result: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(entry)) {
    if (!isField(field)) fault(field.slice(0, 40), unknownField(field));
    else {
      const read = OVERRIDE_FIELDS[field](value);
      if ('wrong' in read) fault(field, read.wrong);
      else result[field] = read.value;
    }
  }
  return result;
}

function isField(field: string): field is keyof ModelOverride {
  return Object.hasOwn(OVERRIDE_FIELDS, field);
}

function unknownField(field: string): string {
  if (/key|token|secret/i.test(field)) return 'keys belong into the Model…Key parameters, never in here.';
  const fields = new Map(Object.keys(OVERRIDE_FIELDS).map((name) => [name.toLowerCase(), name]));
  const near = nearestNames(field.toLowerCase(), fields);
  if (near.length > 0) return `there is no such setting. Did you mean ${near.join(' or ')}?`;
  return `there is no such setting. Known: ${[...fields.values()].join(', ')}.`;
}
