import { join } from 'node:path';
import { loadTemplate } from '../../local/template/load.ts';
import { isMap, listOf } from '../../local/template/value.ts';
import { root } from './functions.ts';

/** Metrics that the template's alarms watch: an alarm is billed for each of its metrics. */
export function alarmMetrics(): number {
  const { resources } = loadTemplate(join(root, 'template.yaml'));
  const alarms = Object.values(resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
  return alarms.reduce((sum, { Properties }) => {
    const watched = listOf(Properties.Metrics).filter((metric) => isMap(metric) && 'MetricStat' in metric);
    return sum + Math.max(1, watched.length);
  }, 0);
}
