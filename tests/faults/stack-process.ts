import { type StackOptions, startStack } from '../../local/stack.ts';

/** What the parent sends: where and how the stack starts, and when it dies. */
export interface StackOrder {
  options: Pick<StackOptions, 'port' | 'stateDir' | 'parameters' | 'instances' | 'scheduleMs'>;
  /** Of every function. */
  clockAheadMs: number;
  /**
   * The call of a function to the AWS endpoint, from 1, at which the process kills itself: before anything of it is
   * done (0 ms), or a little later, when a part or all of it may be. Without, it stays.
   */
  dieAt: { call: number; afterMs: number } | undefined;
}

/** What the parent gets once the stack is ready, or why it is not. */
export type StackNews =
  | { kind: 'ready'; url: string; awsUrl: string; bucket: string; table: string; owner: Owner }
  | { kind: 'failed'; text: string };

interface Owner {
  accessKeyId: string;
  secretAccessKey: string;
}

// The stack in a process of its own, so that it can be killed as a machine that loses its power: nothing is told.
process.once('message', ({ options, clockAheadMs, dieAt }: StackOrder) => {
  let calls = 0;
  const die = () => process.kill(process.pid, 'SIGKILL');
  startStack({
    ...options,
    awsPort: 0,
    templateFile: 'template.yaml',
    clockAheadMs: () => clockAheadMs,
    retryDelaysMs: [500, 1000],
    async disturb({ caller }) {
      if (dieAt === undefined || caller.kind !== 'function') return undefined;
      calls += 1;
      if (calls === dieAt.call && dieAt.afterMs === 0) die();
      if (calls === dieAt.call) setTimeout(die, dieAt.afterMs);
      return undefined;
    },
  }).then(
    (stack) => {
      const [bucket = '', table = ''] = [stack.resources.buckets[0], stack.resources.tables[0]];
      const { url, awsUrl, credentials } = stack;
      tell({ kind: 'ready', url, awsUrl, bucket, table, owner: credentials.owner });
    },
    (error: unknown) => {
      tell({ kind: 'failed', text: error instanceof Error ? error.message : String(error) });
      process.exit(1);
    },
  );
});
process.once('disconnect', () => process.exit(0));

const tell = (news: StackNews) => process.send?.(news);
