import { Metrics } from '@aws-lambda-powertools/metrics';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { outcomeMetrics } from '../../../src/lib/metrics.ts';

describe('outcomeMetrics', () => {
  const lines: string[] = [];
  const record = () => {
    const metrics = new Metrics({ namespace: 'PixelPrompt', serviceName: 'test' });
    Object.assign(metrics, { console: { log: (line: unknown) => lines.push(String(line)) } });
    return outcomeMetrics(metrics);
  };
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

  it('leaves out what is not known, and nothing of one model sticks to the next', () => {
    const write = record();
    write({ model: 'A', outcome: 'completed', durationMs: 5, costUsd: 1 });
    write({ model: 'B', outcome: 'TIMEOUT', durationMs: undefined, costUsd: undefined });
    const line = JSON.parse(lines[1] ?? '');
    expect(line).toMatchObject({ model: 'B', outcome: 'TIMEOUT', ModelRuns: 1 });
    expect(line).not.toHaveProperty('ModelCostUsd');
    expect(line).not.toHaveProperty('ModelDurationMs');
  });
});
