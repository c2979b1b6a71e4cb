import { describe, expect, it } from '@jest/globals';
import { bedrockNovaCanvas } from '../../../../src/providers/bedrock-nova-canvas/index.ts';
import type { ModelSettings } from '../../../../src/providers/types.ts';
import { BEDROCK_FAILURES, bedrockFixture } from '../../../helpers/bedrock-fixture.ts';
import { providerWorld } from '../../../helpers/provider-world.ts';
import { saying } from '../../../helpers/saying.ts';
import { providerSuite } from '../../../suites/provider.ts';

const settings: ModelSettings = {
  model: 'amazon.nova-canvas-v1:0',
  key: undefined,
  baseUrl: undefined,
  region: 'us-east-1',
  sizes: { '1:1': '1024x1024', '16:9': '1280x720' },
  fixed: { quality: 'standard' },
  priceUsd: undefined,
};

providerSuite('bedrock-nova-canvas', {
  provider: bedrockNovaCanvas,
  settings,
  supported: ['seed', 'negativePrompt', 'guidance'],
  transport: 'bedrock',
  success: {
    replies: [bedrockFixture(import.meta.url, 'success')],
    options: {
      prompt: 'a red fox in snow',
      aspectRatio: '16:9',
      seed: 7,
      negativePrompt: 'blur',
      guidance: 6.5,
    },
    sent: {
      width: 1280,
      height: 720,
      numberOfImages: 1,
      quality: 'standard',
      seed: 7,
      cfgScale: 6.5,
      negativeText: 'blur',
    },
    calls: [
      {
        method: 'POST',
        url: 'bedrock:us-east-1/invoke/amazon.nova-canvas-v1:0',
        headers: {},
        body: {
          taskType: 'TEXT_IMAGE',
          textToImageParams: { text: 'a red fox in snow', negativeText: 'blur' },
          imageGenerationConfig: {
            width: 1280,
            height: 720,
            numberOfImages: 1,
            quality: 'standard',
            seed: 7,
            cfgScale: 6.5,
          },
        },
      },
    ],
  },
  failures: [
    {
      name: 'a refused prompt',
      replies: [bedrockFixture(import.meta.url, 'moderated')],
      expected: { code: 'PROMPT_REFUSED', billed: 'no', retryable: false, message: /content filters/ },
    },
    {
      name: 'a refused picture within a 200',
      replies: [{ bedrock: { images: [], error: 'All images have been blocked by our content filters.' } }],
      expected: { code: 'IMAGE_REFUSED', billed: 'unknown', retryable: true },
    },
    {
      name: 'the end of the model, which is what Amazon answers today',
      replies: [bedrockFixture(import.meta.url, 'error')],
      expected: { code: 'MODEL_RETIRED', billed: 'no', retryable: false, message: /end of its life/ },
    },
    ...BEDROCK_FAILURES,
  ],
  malformed: [
    [{ bedrock: {} }],
    [{ bedrock: { images: [] } }],
    [{ bedrock: { images: ['bm8='], error: null } }],
  ],
});

describe('bedrock-nova-canvas', () => {
  it('keeps guidance within what the model takes, and says so', () => {
    const model = bedrockNovaCanvas.createImageModel(settings, providerWorld([]).tools);
    const { sent, warnings } = model.plan({ prompt: 'a fox', guidance: 30 });
    expect(sent.cfgScale).toBe(10);
    expect(warnings).toEqual([saying('guidance 30 is outside of 1.1 to 10 for this model; 10 was sent')]);
  });
});
