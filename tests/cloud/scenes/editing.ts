import sharp from 'sharp';
import { type Deployed, drawn, type Stage, see } from '../stage.ts';

const MODEL = '1-demo-aurora';

interface Reference {
  referenceId: string;
  width: number;
  height: number;
}

/**
 * Goes on from a picture of a run, each operation once, with a mask that is uploaded straight into the bucket, and once beyond four
 * megapixels.
 */
export async function seeEditing(
  stage: Stage,
  stack: string,
  deployed: Deployed,
  jobId: string,
): Promise<void> {
  const parent = { jobId, modelId: MODEL };
  const reference = await post<Reference>(deployed, '/references', { from: parent });
  const mask = await uploaded(deployed, await leftHalf(reference));
  see('what was uploaded is prepared as it is', mask.width === reference.width, mask);
  const edit = { references: [reference.referenceId], models: [MODEL], parent };
  await drawn(deployed, { ...edit, operation: 'change', prompt: 'make it night' });
  await drawn(deployed, { ...edit, operation: 'repaint', prompt: 'make it red', mask: mask.referenceId });
  await drawn(deployed, { ...edit, operation: 'widen', prompt: 'more sea', expand: { left: 64 } });
  await drawn(deployed, { ...edit, operation: 'enlarge' });
  await drawn(deployed, { ...edit, operation: 'cut-out' });
  const group = ['--log-group-name', `/aws/lambda/${stack}-LargeWorker`];
  const logged = () =>
    stage.aws('logs', 'filter-log-events', ...group, '--query', 'events[].message') as Promise<string[]>;
  see('the large worker has drawn nothing yet', (await logged()).length === 0);
  await drawn(deployed, {
    ...edit,
    operation: 'widen',
    prompt: 'more sea',
    expand: { left: 2000, top: 1000 },
  });
  const lines = await logged();
  see(
    'the large worker has drawn it',
    lines.some((line) => line.includes('model ended')),
    lines,
  );
}

const leftHalf = ({ width, height }: Reference) =>
  sharp({ create: { width: Math.floor(width / 2), height, channels: 3, background: '#fff' } })
    .extend({ right: Math.ceil(width / 2), background: '#000' })
    .png()
    .toBuffer();

async function uploaded(deployed: Deployed, file: Uint8Array): Promise<Reference> {
  const about = { contentType: 'image/png', bytes: file.length };
  const offer = await post<{ uploadId: string; url: string; fields: Record<string, string> }>(
    deployed,
    '/references',
    about,
  );
  const form = new FormData();
  for (const [name, value] of Object.entries(offer.fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(file)]), 'mask.png');
  const { status } = await fetch(offer.url, { method: 'POST', body: form });
  see('the bucket takes the form', status === 204, status);
  return post<Reference>(deployed, `/references/${offer.uploadId}`);
}

async function post<Answer>({ api }: Deployed, path: string, body?: object): Promise<Answer> {
  const response = await fetch(api + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Answer;
  see(`POST ${path.replace(/[\w-]{32}/, '{uploadId}')} answers`, response.ok, answer);
  return answer;
}
