import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** Echoes the request; some paths ask for special behavior. */
export async function handler(event: APIGatewayProxyEventV2) {
  const name = event.pathParameters?.name;
  if (name === 'throw') throw new Error('thrown on purpose');
  if (name === 'exit') process.exit(3);
  if (name === 'hang') await new Promise(() => setInterval(() => {}, 1000));
  if (name === 'environment') return { ...process.env };
  if (name === 'binary')
    return {
      statusCode: 200,
      isBase64Encoded: true,
      body: 'AAEC/w==',
      headers: { 'content-type': 'image/png' },
    };
  if (name === 'unreadable') return { statusCode: 'many' };
  if (name === 'cors')
    return { statusCode: 200, headers: { 'Access-Control-Allow-Origin': 'https://evil.example' }, body: 'x' };
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(event) };
}
