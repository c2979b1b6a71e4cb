import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, it } from '@jest/globals';
import { dynamoCounterStore } from '../../src/aws/dynamo-counter-store.ts';
import { s3ObjectStore } from '../../src/aws/s3-object-store.ts';
import { counterStoreSuite } from '../suites/counter-store.ts';
import { objectStoreSuite } from '../suites/object-store.ts';

/**
 * An independent judge of the AWS adapters: moto's server, which the continuous integration starts
 * (`moto_server -p 5000`) and names in MOTO_ENDPOINT.
 */
const endpoint = process.env.MOTO_ENDPOINT;

if (endpoint === undefined) {
  it('moto is asked only where MOTO_ENDPOINT names its server', () => {
    expect(process.env).not.toHaveProperty('MOTO_ENDPOINT');
  });
} else {
  const options = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const name = `suite-${Date.now().toString(36)}`;

  objectStoreSuite('S3 on moto', async () => {
    const client = new S3Client({ ...options, forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket: name }));
    return s3ObjectStore({ bucket: name, client });
  });

  counterStoreSuite('DynamoDB on moto', async () => {
    const client = new DynamoDBClient(options);
    await client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      }),
    );
    return dynamoCounterStore({ table: name, client });
  });
}
