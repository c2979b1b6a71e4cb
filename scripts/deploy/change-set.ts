import { DATA_TYPES } from './data-types.ts';
import type { Stack } from './describe-stack.ts';
import { report } from './report.ts';
import { run } from './run.ts';

/** One resource of a change set, as DescribeChangeSet tells it. */
export interface ResourceChange {
  Action: string;
  LogicalResourceId: string;
  ResourceType: string;
  /** Of a `Modify`: whether the resource is made anew. `Conditional`: it depends on values known only later. */
  Replacement?: 'True' | 'False' | 'Conditional';
}

/** What a plan comes to, in a few lines, after SAM's long table. */
function summarize(changes: readonly ResourceChange[]): string[] {
  const named = (list: readonly ResourceChange[]) => list.map(({ LogicalResourceId: id }) => id).join(', ');
  const added = changes.filter(({ Action }) => Action === 'Add');
  const modified = changes.filter(({ Action }) => Action === 'Modify');
  const removed = changes.filter(({ Action }) => Action === 'Remove');
  const replaced = modified.filter(({ Replacement }) => Replacement === 'True');
  const perhaps = modified.filter(({ Replacement }) => Replacement === 'Conditional');
  const data = [...replaced, ...perhaps, ...removed].filter(({ ResourceType }) =>
    DATA_TYPES.has(ResourceType),
  );
  return [
    `${added.length} added, ${modified.length} changed, ${removed.length} removed.`,
    ...(replaced.length === 0 ? [] : [`Replaced: ${named(replaced)}.`]),
    ...(perhaps.length === 0 ? [] : [`Replaced only if a value differs in the end: ${named(perhaps)}.`]),
    ...(removed.length === 0 ? [] : [`Removed: ${named(removed)}.`]),
    data.length === 0
      ? 'Nothing that holds data is replaced or removed.'
      : `RISK: ${named(data)} would be replaced or removed, with the data in it; the stack policy will refuse that.`,
  ];
}

/**
 * Sums up the change set that SAM has created since `since`.
 * @param since milliseconds since the epoch; SAM puts the second into the name
 */
export async function reportPlan(stack: Stack, since: number): Promise<void> {
  const at = ['--stack-name', stack.name, '--region', stack.region];
  const query = "Summaries[?Status=='CREATE_COMPLETE'].ChangeSetName";
  const made = await run(
    'aws',
    ['cloudformation', 'list-change-sets', ...at, '--query', query, '--output', 'json'],
    { capture: true },
  );
  const names = made.code === 0 ? (JSON.parse(made.stdout || '[]') as string[]) : [];
  const name = names.find(
    (text) => Number(/^samcli-deploy(\d+)/.exec(text)?.[1]) >= Math.floor(since / 1000),
  );
  if (name === undefined) {
    report.line('Nothing would change.');
    return;
  }
  const { code, stdout } = await run(
    'aws',
    [
      ...['cloudformation', 'describe-change-set', ...at, '--change-set-name', name, '--output', 'json'],
      ...['--query', 'Changes[].ResourceChange'],
    ],
    { capture: true },
  );
  if (code !== 0) {
    report.warning('The change set could not be read again to count its changes.');
    return;
  }
  for (const line of summarize(JSON.parse(stdout) as ResourceChange[])) report.line(line);
}
