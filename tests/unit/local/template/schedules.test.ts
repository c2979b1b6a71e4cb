import { describe, expect, it } from '@jest/globals';
import { readSchedules } from '../../../../local/template/schedules.ts';
import { templateFrom } from '../../../helpers/local-stack/template-text.ts';

const schedulesOf = (events: string) => {
  const { template, resolver } = templateFrom(`
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Events:
${events}`);
  return readSchedules(template, resolver);
};
const event = (name: string, properties: string) =>
  `        ${name}: {Type: Schedule, Properties: {${properties}}}\n`;

describe('readSchedules', () => {
  it('reads rates of minutes, hours and days', () => {
    const events =
      event('A', 'Schedule: rate(1 minute)') +
      event('B', 'Schedule: rate(5 minutes)') +
      event('C', 'Schedule: rate(2 hours)') +
      event('D', 'Schedule: rate(1 day)');
    expect(schedulesOf(events).map(({ name, everyMs }) => [name, everyMs / 60_000])).toEqual([
      ['A', 1],
      ['B', 5],
      ['C', 120],
      ['D', 1440],
    ]);
  });

  it('leaves out what is switched off and what is not a schedule', () => {
    const events =
      event('Off', 'Schedule: rate(1 minute), Enabled: false') +
      event('Disabled', 'Schedule: rate(1 minute), State: DISABLED') +
      '        Route: {Type: HttpApi, Properties: {Path: /x, Method: get}}\n';
    expect(schedulesOf(events)).toEqual([]);
  });

  it.each(['cron(0 12 * * ? *)', 'rate(0 minutes)', 'rate(5 fortnights)', ''])(
    'names the place of %j, which it does not know',
    (expression) => {
      expect(() => schedulesOf(event('A', `Schedule: '${expression}'`))).toThrow(
        /:\d+ Resources.*: write "Schedule: rate\(5 minutes\)"/,
      );
    },
  );
});
