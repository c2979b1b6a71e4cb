import { spenderOf, spendersPrefix, type Window } from '../store/table-keys.ts';
import type { Spenders } from '../usecases/ports.ts';
import { readSigned, type SignedRequestOptions } from './signed-request.ts';

interface ScanPage {
  Items?: { pk?: { S?: string }; n?: { N?: string } }[];
  LastEvaluatedKey?: object;
}

/**
 * Reads the whole table, a megabyte a request: there is no index of people, which every run would have to keep up to date for a
 * page that admins open now and then.
 */
export function dynamoSpenders({ table, ...options }: SignedRequestOptions & { table: string }): Spenders {
  const pageAfter = async (start: object | undefined) =>
    (await readSigned(options, {
      service: 'dynamodb',
      target: 'DynamoDB_20120810.Scan',
      input: {
        TableName: table,
        ConsistentRead: true,
        FilterExpression: 'begins_with(pk, :people)',
        ProjectionExpression: 'pk, n',
        ExpressionAttributeValues: { ':people': { S: spendersPrefix } },
        ...(start !== undefined && { ExclusiveStartKey: start }),
      },
    })) as ScanPage;

  return {
    async spentIn(month: Window) {
      const spent = new Map<string, number>();
      let start: object | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await pageAfter(start);
        for (const { pk, n } of Items) {
          const person = spenderOf(pk?.S ?? '', month);
          if (person !== undefined) spent.set(person, Number(n?.N ?? 0));
        }
        start = LastEvaluatedKey;
      } while (start !== undefined);
      return spent;
    },
  };
}
