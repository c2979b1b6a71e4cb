import { alarmMetrics } from './lib/alarm-metrics.ts';
import {
  type Bill,
  billable,
  lambdaUsd,
  PRICE_DATE,
  price,
  stretched,
  times,
  total,
} from './lib/cost-model.ts';
import { type Benchmark, type Figure, figure } from './lib/figure.ts';
import { shippedFunction } from './lib/functions.ts';
import { thumbnailBytes } from './lib/photographs.ts';
import { readPrevious } from './lib/results.ts';
import { LATENCIES } from './lib/stores.ts';
import { pollRun, type RunPolls } from './poll.ts';

const MODELS = 9;
const VENDOR_SECONDS = 15;
/** A picture of 1 megapixel over the formats that vendors send (PNG 1.5 MB, JPEG and WebP 0.2 MB). */
const PICTURE_BYTES = 1_000_000;
/** CPU time of one request to an API function on a full CPU, including the SDK. */
const API_CPU_MS = 8;
/** CPU time per picture if the worker benchmark has not been run. */
const ASSUMED_PICTURE_CPU_MS = 110;
/** The same for the heaviest reply that is no attack: a lossless WebP of 16.8 megapixels (`npm run test:hostile`). */
const LARGE_PICTURE_CPU_MS = 750;
/** Log lines of a run: those of the API and two per worker, with what Lambda adds. */
const LOG_BYTES = MODELS * 1600 + 40 * 700;
/** Custom metrics as long as all succeed: count, duration and cost of each model, and the count of all. */
const CUSTOM_METRICS = 3 * MODELS + 1;
const HOURS = 730;
const GB = 1e9;

export const benchmark: Benchmark = {
  about: `US dollars of AWS per 1000 runs of 9 models at 15 s a picture, list prices of ${PRICE_DATE}`,
  run,
};

async function run(): Promise<Figure[]> {
  const polls = await pollRun(MODELS);
  const bill = times(ours(polls), 1000);
  const smallBytes = await thumbnailBytes();
  const kept = times(storage(smallBytes), 1000);
  const replaced = times(singleFunction(), 1000);
  const figures = [
    figure('ours, making and delivering', 'usd', total(bill), { max: 1.05 }),
    ...Object.entries(bill).map(([service, usd]) => figure(`  of it ${service}`, 'usd', usd)),
    figure('ours, keeping the pictures for 30 days', 'usd', total(kept)),
    figure('single-function design, making and delivering', 'usd', total(replaced)),
    ...Object.entries(replaced).map(([service, usd]) => figure(`  of it ${service} (single)`, 'usd', usd)),
    figure('single-function design over ours', 'ratio', total(replaced) / total(bill)),
    figure(
      '1000 pictures above four megapixels, in the large worker',
      'usd',
      pictureUsd('large-worker') * 1000,
    ),
    figure('worker, all models of a run in one invocation instead', 'usd', oneInvocationPerRun() * 1000),
  ];
  for (const runs of [1, 1000, 10_000, 100_000, 1_000_000]) {
    figures.push(figure(`a month with ${runs} runs`, 'usd', monthly(runs, { bill, kept, smallBytes })));
  }
  return [...figures, ...fargate(bill)];
}

/** One run: everything that is billed by use. */
function ours(polls: RunPolls): Bill {
  const memory = (name: string) => shippedFunction(name).memoryMb;
  const generateMs = LATENCIES.dynamo * 3 + LATENCIES.s3 + LATENCIES.lambda;
  const api = (name: string, waitMs: number, invocations: number) => {
    const memoryMb = memory(name);
    return lambdaUsd({ memoryMb, milliseconds: waitMs + stretched(API_CPU_MS, memoryMb), invocations });
  };
  const writes = 2 + 5 * MODELS; // key and job; claim, picture, small picture, result and gallery entry of each
  const listings = MODELS + 1; // whether the run was deleted or hidden; whoever adds the gallery entry asks again
  const requests = 2 + polls.polls;
  return {
    'Lambda, workers': MODELS * pictureUsd('worker'),
    'Lambda, API':
      api('generate', generateMs, 1) + api('status', LATENCIES.s3, polls.polls) + api('models', 6, 1),
    'S3 writes': writes * price('s3Write'),
    'S3 listings of polls': polls.listings * price('s3Write'),
    'S3 listings of workers': listings * price('s3Write'),
    'S3 reads': (polls.reads + 2 * MODELS) * price('s3Read'),
    'API Gateway': requests * price('httpApiRequest'),
    DynamoDB: (5 + 2 * MODELS) * price('dynamoWrite') + 4 * price('dynamoRead'),
    'Secrets Manager': MODELS * 0.1 * price('secretCall'),
    Logs: (LOG_BYTES / GB) * price('logsGb'),
    'Transfer of answers': (polls.bytes / GB) * price('transferOutGb'),
  };
}

/** One picture: waiting for the vendor, then decoding, the thumbnail and three writes on a fraction of a CPU. */
function pictureUsd(name: 'worker' | 'large-worker'): number {
  const { memoryMb } = shippedFunction(name);
  const writes = 3 * LATENCIES.s3; // claim; picture beside small picture; result
  const cpuMs = name === 'worker' ? pictureCpuMs() : LARGE_PICTURE_CPU_MS;
  const milliseconds = VENDOR_SECONDS * 1000 + writes + stretched(cpuMs, memoryMb);
  return lambdaUsd({ memoryMb, milliseconds, invocations: 1 });
}

function pictureCpuMs(): number {
  const figures = readPrevious()?.benchmarks.worker?.figures ?? [];
  return figures.find(({ name }) => name === '1 MP PNG: CPU of a picture')?.value ?? ASSUMED_PICTURE_CPU_MS;
}

/** One run's pictures for a month; CloudFront's free terabyte delivers the thumbnails of two million runs. */
function storage(smallBytes: number): Bill {
  return { S3: ((MODELS * (PICTURE_BYTES + smallBytes)) / GB) * price('s3GbMonth') };
}

/** All models in threads of one 3 GB function; each poll, every 2 s, returns every finished picture in base64. */
function singleFunction(): Bill {
  const polls = Math.ceil(VENDOR_SECONDS / 2) + 1;
  const ends = Array.from(
    { length: MODELS },
    (_, index) => VENDOR_SECONDS * (0.5 + (0.5 * (index + 1)) / MODELS),
  );
  let pictures = 0;
  for (let at = 2; at <= polls * 2; at += 2) pictures += ends.filter((end) => end <= at).length;
  const bytes = pictures * PICTURE_BYTES * (4 / 3);
  const gbSeconds = 3 * (VENDOR_SECONDS + 1) + polls * 3 * 0.3;
  return {
    Lambda: gbSeconds * price('lambdaX86GbSecond') + (2 + polls) * price('lambdaRequest'),
    S3: (2 + 2 * MODELS) * price('s3Write') + pictures * price('s3Read'),
    // Metered in steps of 512 KB.
    'API Gateway': (polls + Math.ceil(bytes / 524_288)) * price('httpApiRequest'),
    Transfer: (bytes / GB) * price('transferOutGb'),
  };
}

/** What the workers would cost if one invocation waited for all vendors of a run, with twice the memory. */
function oneInvocationPerRun(): number {
  const memoryMb = 2 * shippedFunction('worker').memoryMb;
  const milliseconds = VENDOR_SECONDS * 1000 + stretched(pictureCpuMs() * MODELS, memoryMb);
  return lambdaUsd({ memoryMb, milliseconds, invocations: 1 });
}

/** Everything, including what is billed by the month and the hour; `bill` and `kept` are for 1000 runs. */
function monthly(
  runs: number,
  { bill, kept, smallBytes }: { bill: Bill; kept: Bill; smallBytes: number },
): number {
  const hoursInUse = HOURS * (1 - Math.exp(-runs / HOURS));
  const fixed =
    price('secretMonth') +
    billable('alarmMonth', alarmMetrics()) +
    billable('metricMonth', (CUSTOM_METRICS * hoursInUse) / HOURS);
  const delivered = (runs * MODELS * smallBytes) / GB;
  const delivery = billable('cloudFrontGb', delivered) + billable('cloudFrontRequest', runs * MODELS);
  return fixed + delivery + (runs / 1000) * (total(bill) + total(kept));
}

/** Two small containers that always run, instead of workers that are billed while they wait. */
function fargate(bill: Bill): Figure[] {
  const tasks = 2 * HOURS * (0.25 * price('fargateArmVcpuHour') + 0.5 * price('fargateArmGbHour'));
  const perThousand = bill['Lambda, workers'] ?? 0;
  return [
    figure('two waiting containers, a month', 'usd', tasks),
    figure(
      'runs a month above which they are cheaper than workers',
      'requests',
      (tasks / perThousand) * 1000,
    ),
  ];
}
