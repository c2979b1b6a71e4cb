import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createResolver } from '../../local/template/intrinsics.ts';
import { loadTemplate } from '../../local/template/load.ts';
import { builtInParameters, resolveParameters } from '../../local/template/parameters.ts';
import { createResourceNames, pseudoParameters } from '../../local/template/resources.ts';
import { mapOrEmpty } from '../../local/template/value.ts';
import { filterPattern } from '../helpers/filter-pattern.ts';
import {
  PRODUCT_TEMPLATE,
  startTestStack,
  type TestStack,
  temporaryFolder,
} from '../helpers/local-stack/start.ts';

/** A tenth of one request a second for as long as the alarm looks back. */
const CANARY_REQUESTS = (periodSeconds: number) => Math.floor(periodSeconds * 0.1);

interface Dimension {
  Name: string;
  Value: string;
}
interface Metric {
  Namespace: string;
  MetricName: string;
  Dimensions: Dimension[];
}
interface Alarm {
  Metrics: {
    Id: string;
    Expression?: string;
    MetricStat?: { Metric: Metric; Stat: string; Period: number };
  }[];
  EvaluationPeriods: number;
  Threshold: number;
  ComparisonOperator: string;
}
interface Filter {
  FilterPattern: string;
  LogGroupName: string;
  MetricTransformations: {
    MetricNamespace: string;
    MetricName: string;
    MetricValue: string;
    Dimensions: { Key: string; Value: string }[];
  }[];
}

const template = loadTemplate(PRODUCT_TEMPLATE);
const resolver = createResolver({
  template,
  parameters: resolveParameters(template, builtInParameters(template, {})),
  pseudo: pseudoParameters('0a1b2c3d-0000-1111-2222-333344445555'),
  resources: createResourceNames(template, (value, id, property) =>
    resolver.text(value, ['Resources', id, 'Properties', property]),
  ),
});
const properties = (id: string) =>
  mapOrEmpty(resolver.resolve(template.resources[id]?.Properties ?? null, ['Resources', id]));

/** The alarm that rolls a deployment of this function back, as the template wires it. */
function rollbackAlarm(functionName: string): Alarm {
  const written = mapOrEmpty(template.resources[`${functionName}Function`]?.Properties.DeploymentPreference);
  expect(written.Alarms).toEqual([{ Ref: `${functionName}ErrorsAlarm` }]);
  return properties(`${functionName}ErrorsAlarm`) as unknown as Alarm;
}

/** What CloudWatch would count of these lines for the metric that the alarm adds up. */
function counted(functionName: string, lines: readonly Record<string, unknown>[]): number {
  const filter = properties(`${functionName}ServerErrors`) as unknown as Filter;
  const [transformation] = filter.MetricTransformations;
  const responses = rollbackAlarm(functionName).Metrics.find(({ Id }) => Id === 'responses')?.MetricStat
    ?.Metric;
  expect(transformation).toMatchObject({
    MetricNamespace: responses?.Namespace,
    MetricName: responses?.MetricName,
    MetricValue: '1',
  });
  const dimensions = (line: Record<string, unknown>) =>
    transformation?.Dimensions.map(({ Key, Value }) => ({ Name: Key, Value: line[Value.replace('$.', '')] }));
  return lines
    .filter(filterPattern(filter.FilterPattern))
    .filter((line) => JSON.stringify(dimensions(line)) === JSON.stringify(responses?.Dimensions)).length;
}

const folder = temporaryFolder();
let stack: TestStack;

beforeAll(async () => {
  // A version of GET /models that loads and answers, but does not work.
  stack = await startTestStack({
    stateDir: join(folder.path, 'state'),
    environment: (id): Record<string, string> =>
      id === 'ModelsFunction' ? { MODEL_NAMES: 'No Such Model|x|y' } : {},
  });
}, 120_000);
afterAll(async () => {
  await stack.stop();
  folder.remove();
});

const linesOf = (service: string) =>
  readFileSync(join(stack.stateDir, 'functions.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((line) => line.service === service);

async function ask(path: string, times: number): Promise<number[]> {
  const replies = await Promise.all(Array.from({ length: times }, () => fetch(`${stack.url}${path}`)));
  return replies.map(({ status }) => status);
}

describe('the alarm of a gradual deployment', () => {
  it('is reached by a version that responds 500 to a tenth of one request a second', async () => {
    const { Metrics, Threshold, EvaluationPeriods, ComparisonOperator } = rollbackAlarm('Models');
    const period = Metrics.find(({ Id }) => Id === 'responses')?.MetricStat?.Period ?? 0;
    // It has to be reached within the ten minutes in which the canary gets its tenth.
    expect(period * EvaluationPeriods).toBeLessThanOrEqual(300);
    expect(ComparisonOperator).toBe('GreaterThanThreshold');

    const requests = CANARY_REQUESTS(period);
    expect(new Set(await ask('/models', requests))).toEqual(new Set([500]));
    expect(counted('Models', linesOf('models'))).toBe(requests);
    expect(requests).toBeGreaterThan(Threshold);
  });

  it('is not reached by requests that are refused, or by one hiccup', async () => {
    expect(new Set(await ask('/status/none', 30))).not.toContain(500);
    expect(counted('Status', linesOf('status'))).toBe(0);
    expect(rollbackAlarm('Status').Threshold).toBeGreaterThanOrEqual(1);
  });

  it("is not reached by a vendor's failure, which is a 502", () => {
    const line = { message: 'request', service: 'enhance', version: '$LATEST' };
    expect(counted('Enhance', [{ ...line, status: 502 }])).toBe(0);
    expect(counted('Enhance', [{ ...line, status: 503 }])).toBe(1);
  });

  it('ignores the version before, whose errors must not stop its repair', () => {
    const line = { message: 'request', service: 'generate', status: 500 };
    expect(counted('Generate', [{ ...line, version: '11' }])).toBe(0);
    expect(counted('Generate', [{ ...line, version: '$LATEST' }])).toBe(1);
  });

  it.each(['Generate', 'Status', 'Enhance', 'Gallery', 'Models'])(
    'adds up what %s answers and its crashes',
    (name) => {
      const [total, ...summed] = rollbackAlarm(name).Metrics;
      expect(total?.Expression).toBe('SUM(METRICS())');
      expect(summed.map(({ MetricStat }) => MetricStat?.Metric.MetricName)).toEqual([
        'ServerErrors',
        'Errors',
      ]);
      expect(properties(`${name}ServerErrors`).LogGroupName).toBe(
        resolver.text({ Ref: `${name}LogGroup` }, [name]),
      );
    },
  );
});
