import { run } from '../deploy/run.ts';
import { lastLine } from '../deploy/tools.ts';
import type { Check } from './check.ts';

const MINUTES = 15;
const FUNCTIONS = ['Generate', 'Status', 'Enhance', 'Gallery', 'Models', 'Worker'];

/** No function of the stack may have logged an error lately. Lambda's own messages have the level in capitals too. */
export function logChecks(stack: string): Check[] {
  return FUNCTIONS.map((name) => ({
    name: `Logs of ${name}Function, last ${MINUTES} minutes`,
    repeatable: false,
    holds: async () => {
      const errors = await readErrors(`/aws/lambda/${stack}-${name}Function`);
      if (errors.length > 0) throw new Error(`${errors.length} errors, the first: ${errors[0]}`);
      return undefined;
    },
  }));
}

async function readErrors(logGroup: string): Promise<string[]> {
  const { code, stdout, stderr } = await run(
    'aws',
    [
      ...['logs', 'filter-log-events', '--log-group-name', logGroup],
      ...['--start-time', String(Date.now() - MINUTES * 60_000), '--max-items', '20'],
      ...['--filter-pattern', '{ $.level = "ERROR" }', '--query', 'events[].message', '--output', 'json'],
    ],
    { capture: true },
  );
  if (code !== 0) throw new Error(`the log cannot be read: ${lastLine(stderr)}`);
  const messages: unknown = JSON.parse(stdout.trim() || '[]');
  return (Array.isArray(messages) ? messages : []).map((message) => shorten(String(message)));
}

/** The sentence of a JSON log line, for a person who looks into the log next. */
function shorten(line: string): string {
  try {
    const { message } = JSON.parse(line) as { message?: unknown };
    if (typeof message === 'string') return message.slice(0, 200);
  } catch {
    // A line of plain text.
  }
  return line.trim().slice(0, 200);
}
