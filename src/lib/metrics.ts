import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** How one attempt ended. */
export interface ModelOutcome {
  /** The slot's name, as the owner configured it. */
  model: string;
  /** `completed` or the code of the error. */
  outcome: string;
  durationMs: number | undefined;
  costUsd: number | undefined;
}

export type RecordOutcome = (outcome: ModelOutcome) => void;

type Sink = Pick<Metrics, 'addDimensions' | 'addMetric' | 'publishStoredMetrics' | 'singleMetric'>;

/**
 * Publishes metrics as log lines in CloudWatch's embedded metric format, with the dimensions `service`, `model` and
 * `outcome`. `ModelRuns` is published again without `model`, for alarms: they cannot sum over models they do not know.
 */
export function outcomeMetrics(sink: Sink = new Metrics()): RecordOutcome {
  return ({ model, outcome, durationMs, costUsd }) => {
    sink.addDimensions({ model, outcome });
    sink.addMetric('ModelRuns', MetricUnit.Count, 1);
    if (durationMs !== undefined) sink.addMetric('ModelDurationMs', MetricUnit.Milliseconds, durationMs);
    if (costUsd !== undefined) sink.addMetric('ModelCostUsd', MetricUnit.NoUnit, costUsd);
    sink.publishStoredMetrics();
    const anyModel = sink.singleMetric();
    anyModel.addDimensions({ outcome });
    anyModel.addMetric('ModelRuns', MetricUnit.Count, 1);
  };
}
