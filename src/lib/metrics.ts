import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** How one model's part of a job ended. */
export interface ModelOutcome {
  /** The name that the owner gave. */
  model: string;
  /** `completed` or the code of the error. */
  outcome: string;
  durationMs: number | undefined;
  costUsd: number | undefined;
}

export type RecordOutcome = (outcome: ModelOutcome) => void;

type Sink = Pick<Metrics, 'addDimensions' | 'addMetric' | 'publishStoredMetrics' | 'singleMetric'>;

/**
 * Metrics as log lines (EMF) with the dimensions `service`, `model` and `outcome`; runs once more without the model, for
 * alarms, which cannot add up models that they do not know.
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
