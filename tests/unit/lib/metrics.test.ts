import { Metrics } from '@aws-lambda-powertools/metrics';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { outcomeMetrics } from '../../../src/lib/metrics.ts';

describe('outcomeMetrics', () => {
  const lines: string[] = [];
  const metricsInto = (settings: object) => {
    const metrics = new Metrics({ namespace: 'PixelPrompt', serviceName: 'test', ...settings });
    return Object.assign(metrics, { console: { log: (line: unknown) => lines.push(String(line)) } });
  };
  const record = () =>
    outcomeMetrics(
      Object.assign(metricsInto({}), { singleMetric: () => metricsInto({ singleMetric: true }) }),
    );
  beforeEach(() => {
    lines.length = 0;
  });

  it('writes duration and cost with the dimensions model and outcome', () => {
    record()({ model: 'Flux Pro', outcome: 'completed', durationMs: 1200, costUsd: 0.05 });
    const line = JSON.parse(lines[0] ?? '');
    expect(line._aws.CloudWatchMetrics[0]).toMatchObject({
      Namespace: 'PixelPrompt',
      Dimensions: [['service', 'model', 'outcome']],
    });
    expect(line).toMatchObject({
      model: 'Flux Pro',
      outcome: 'completed',
      ModelRuns: 1,
      ModelDurationMs: 1200,
      ModelCostUsd: 0.05,
    });
  });

  it('counts runs by outcome alone as well', () => {
    record()({ model: 'Flux Pro', outcome: 'BAD_KEY', durationMs: 1200, costUsd: undefined });
    const line = JSON.parse(lines[1] ?? '');
    expect(line._aws.CloudWatchMetrics).toMatchObject([
      { Dimensions: [['service', 'outcome']], Metrics: [{ Name: 'ModelRuns' }] },
    ]);
    expect(line).toMatchObject({ outcome: 'BAD_KEY', ModelRuns: 1 });
  });

  it('leaves out what is unknown, and carries nothing over from one model to the next', () => {
    const write = record();
    write({ model: 'A', outcome: 'completed', durationMs: 5, costUsd: 1 });
    write({ model: 'B', outcome: 'TIMEOUT', durationMs: undefined, costUsd: undefined });
    const line = JSON.parse(lines[2] ?? '');
    expect(line).toMatchObject({ model: 'B', outcome: 'TIMEOUT', ModelRuns: 1 });
    expect(line).not.toHaveProperty('ModelCostUsd');
    expect(line).not.toHaveProperty('ModelDurationMs');
  });
});
