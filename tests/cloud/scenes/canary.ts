import { lookAt, type Stage, see } from '../stage.ts';
import { DEMOS } from '../workspace.ts';

const STACK = 'pixel-prompt-prod';
/** The version of the function follows. */
const ALARM = `${STACK}-ModelsErrors-`;
/** What a tenth of one request a second comes to while the alarm looks back. */
const REQUESTS = 30;

interface Alarm {
  Namespace: string;
  MetricName: string;
  Dimensions: { Name: string; Value: string }[];
  Threshold: number;
}

interface MetricFilter {
  filterPattern: string;
  metricTransformations: {
    metricNamespace: string;
    metricName: string;
    dimensions?: Record<string, string>;
  }[];
}

/** A version that answers 500: what it logs is what the filter counts, and that is what the alarm of the canary watches. */
export async function canary(stage: Stage, proved: (claim: string) => void): Promise<void> {
  const workspace = await stage.copy();
  workspace.writeParameters(DEMOS);
  const begin = '  const describeNow = await describe()();';
  workspace.edit(
    'src/handlers/models.ts',
    begin,
    `  if (Date.now() > 0) throw new Error('broken on purpose');\n${begin}`,
  );
  const text = await stage.deploy(workspace, ['prod'], { code: 9 });
  see(
    'the health check sees it',
    text.includes('FAIL  GET /models: answered 500 INTERNAL'),
    text.slice(-600),
  );

  const { api } = await lookAt(stage, STACK);
  const since = Date.now();
  for (let count = 0; count < REQUESTS; count += 1) {
    const { status } = await fetch(`${api}/models`);
    see('the broken version answers 500', status === 500, status);
  }
  const group = `/aws/lambda/${STACK}-ModelsFunction`;
  const filters = (await stage.aws(
    ...['logs', 'describe-metric-filters', '--log-group-name', group, '--query', 'metricFilters'],
  )) as MetricFilter[];
  const [filter] = filters;
  if (filter === undefined) throw new Error('no metric filter reads the log of the models function');
  const lines = (await stage.aws(
    ...['logs', 'filter-log-events', '--log-group-name', group, '--start-time', String(since)],
    ...['--filter-pattern', filter.filterPattern, '--query', 'events[].message'],
  )) as string[];
  see('the filter counts each of these answers', lines.length === REQUESTS, {
    counted: lines.length,
    pattern: filter.filterPattern,
  });

  const [alarm] = (await stage.aws(
    ...['cloudwatch', 'describe-alarms', '--alarm-name-prefix', ALARM, '--query', 'MetricAlarms'],
  )) as Alarm[];
  const [counted] = filter.metricTransformations;
  see(
    'the alarm watches what the filter counts',
    alarm?.MetricName === counted?.metricName && alarm?.Namespace === counted?.metricNamespace,
    { alarm, counted },
  );
  const record = JSON.parse(lines[0] ?? '{}') as Record<string, unknown>;
  for (const { Name, Value } of alarm?.Dimensions ?? []) {
    see(`the log line says the ${Name} that the alarm watches`, String(record[Name]) === Value, {
      record,
      Value,
    });
  }
  see('they are more than the threshold', lines.length > Number(alarm?.Threshold), alarm);
  proved(
    `a version that answers 500: its log lines match the deployed filter, and a tenth of one request a second is over the alarm's threshold of ${alarm?.Threshold}`,
  );
}
