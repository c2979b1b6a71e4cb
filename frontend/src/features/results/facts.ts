import type { ParameterName } from '../../../../src/contract/index.ts';
import { bytes, dateTime, duration, money } from '../../lib/format.ts';
import type { Messages } from '../../lib/i18n/en.ts';
import { pixels, sentValue } from './differences.ts';
import type { EndedTile } from './run-state.ts';

export type FactRow = { name: string; value: string };

const PARAMETERS: ParameterName[] = ['aspectRatio', 'seed', 'negativePrompt', 'steps', 'guidance', 'control'];

/** What was asked for, in words for people. */
export function askedRows(t: Messages, { state, parameters }: EndedTile): FactRow[] {
  const asked = state.result.requested ?? parameters;
  return PARAMETERS.filter((name) => asked[name] !== undefined).map((name) => ({
    name: t.facts.names[name],
    value: String(asked[name]),
  }));
}

/** The vendor's own fields, as they were sent. */
export function sentRows({ state }: EndedTile): FactRow[] {
  return Object.entries(state.result.sent ?? {}).map(([name, value]) => ({ name, value: sentValue(value) }));
}

/** What came back, in words for people. */
export function receivedRows(t: Messages, locale: string, { state, attempt }: EndedTile): FactRow[] {
  const { result } = state;
  const rows: [string, string | undefined][] = [
    [t.facts.size, result.status === 'completed' ? pixels(result.width, result.height) : undefined],
    [
      t.facts.file,
      result.status === 'completed'
        ? `${result.contentType.replace('image/', '').toUpperCase()}, ${bytes(locale, result.bytes)}`
        : undefined,
    ],
    [t.facts.time, result.durationMs === undefined ? undefined : duration(locale, result.durationMs)],
    [
      t.facts.cost,
      result.costUsd === undefined
        ? result.status === 'completed'
          ? t.tile.costUnknown
          : t.failure.billed[result.error.billed]
        : result.costUsd === 0
          ? t.tile.free
          : money(locale, result.costUsd),
    ],
    [t.facts.started, result.startedAt && dateTime(locale, result.startedAt)],
    [t.facts.attempt, attempt > 1 ? String(attempt) : undefined],
  ];
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

/** Everything about a result as a developer wants to paste it. */
export function factsJson({ prompt, parameters, jobId, modelId, provider, state }: EndedTile): string {
  const { requested = parameters, sent, ...result } = state.result;
  return JSON.stringify({ jobId, modelId, provider, prompt, requested, sent, result }, undefined, 2);
}
