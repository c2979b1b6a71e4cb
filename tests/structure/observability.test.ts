import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { alarmMetrics } from '../../benchmarks/lib/alarm-metrics.ts';
import { readConfiguration } from '../../local/configuration.ts';
import { createResolver } from '../../local/template/intrinsics.ts';
import { loadTemplate } from '../../local/template/load.ts';
import { builtInParameters, resolveParameters } from '../../local/template/parameters.ts';
import { createResourceNames, pseudoParameters } from '../../local/template/resources.ts';
import { RESULT_ERROR_CODES } from '../../src/contract/constants.ts';

const STACK_ID = '0a1b2c3d-0000-1111-2222-333344445555';
/** As src/lib/metrics.ts writes them. */
const METRICS = ['ModelRuns', 'ModelDurationMs', 'ModelCostUsd'];

const template = loadTemplate('template.yaml');
const resolver = createResolver({
  template,
  parameters: resolveParameters(template, builtInParameters(template, {})),
  pseudo: pseudoParameters(STACK_ID),
  resources: createResourceNames(template, (value, id, property) =>
    resolver.text(value, ['Resources', id, 'Properties', property]),
  ),
});
const { environment } = readConfiguration({
  templateFile: 'template.yaml',
  parameters: undefined,
  stackId: STACK_ID,
});
const namespace = environment('WorkerFunction', '', '').POWERTOOLS_METRICS_NAMESPACE;

interface AlarmMetric {
  MetricStat?: {
    Metric: { Namespace: string; MetricName: string; Dimensions: { Name: string; Value: string }[] };
  };
}

const watched = Object.entries(template.resources)
  .filter(([id]) => ['ModelAccountsAlarm', 'ModelFailuresAlarm'].includes(id))
  .flatMap(([id, { Properties }]) => {
    const metrics = resolver.resolve(Properties.Metrics, ['Resources', id, 'Properties', 'Metrics']) ?? [];
    return (metrics as unknown as AlarmMetric[]).flatMap(({ MetricStat }) =>
      MetricStat === undefined ? [] : [{ id, ...MetricStat.Metric }],
    );
  });

describe('the metrics of the models', () => {
  it('are watched by alarms, where the worker writes them', () => {
    expect(watched.length).toBeGreaterThan(0);
    for (const { Namespace, MetricName, Dimensions } of watched) {
      expect(Namespace).toBe(namespace);
      expect(METRICS).toContain(MetricName);
      expect(Dimensions.map(({ Name }) => Name)).toEqual(['service', 'outcome']);
      expect(Dimensions[0]?.Value).toBe(environment('WorkerFunction', '', '').POWERTOOLS_SERVICE_NAME);
      expect(RESULT_ERROR_CODES).toContain(Dimensions[1]?.Value);
    }
  });

  it('are all on the dashboard, which is valid JSON', () => {
    const body = resolver.text(template.resources.Dashboard?.Properties.DashboardBody, [
      'Resources',
      'Dashboard',
    ]);
    const { widgets } = JSON.parse(body) as {
      widgets: { properties: { metrics: [{ expression?: string }][] } }[];
    };
    const searches = widgets.flatMap(({ properties }) =>
      properties.metrics.flatMap(([first]) => first.expression ?? []),
    );
    for (const metric of METRICS) {
      expect(searches).toContainEqual(
        expect.stringContaining(`{"${namespace}",service,model,outcome} MetricName="${metric}"`),
      );
    }
  });
});

describe('what people read of the alarms', () => {
  const alarms = Object.entries(template.resources).filter(
    ([, { Type }]) => Type === 'AWS::CloudWatch::Alarm',
  );

  it('names each of them', () => {
    const page = readFileSync('docs/monitoring.md', 'utf8');
    expect(alarms.length).toBeGreaterThan(0);
    for (const [id] of alarms) expect(page).toContain(`-${id.replace(/Alarm$/, '')}`);
  });

  it('counts them, and the metrics that are paid for', () => {
    expect(readFileSync('docs/costs.md', 'utf8')).toContain(
      `| ${alarms.length} alarms over ${alarmMetrics()} metrics, ten are free |`,
    );
  });
});
