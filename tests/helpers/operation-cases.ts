import type { EditOperation } from '../../src/contract/constants.ts';
import { PIXEL, PIXEL_BASE64, type ScriptedReply } from './provider-world.ts';

/** What one vendor answers to edits: by hand, from its document or from what was recorded (`docs/vendors/`). */
export interface VendorCase {
  /** With the picture, and what the vendor says that it cost. */
  drawn(operation: EditOperation): { replies: ScriptedReply[]; costUsd?: number };
  /** A server without a filter has none. */
  refused: {
    /** It says that the words were the reason. */
    prompt?: ScriptedReply[];
    /** It says that a picture which was handed in was the reason. */
    picture?: ScriptedReply[];
    /** It says of both the same. */
    either?: ScriptedReply[];
    /** It withholds what it drew. */
    result?: ScriptedReply[];
  };
}

const ok = (json: unknown): ScriptedReply[] => [{ status: 200, json }];
const b64 = { b64_json: PIXEL_BASE64 };

/** Where pictures lie that are not in the reply itself. */
export const PICTURE = 'https://pictures.example/1.png';
export const PICTURES = { [PICTURE]: PIXEL };

const openai = (error: object): ScriptedReply[] => [
  { status: 400, json: { error: { type: 'image_generation_user_error', param: null, ...error } } },
];
const REJECTED = 'Your request was rejected by the safety system.';
const moderated = (moderation_stage: string) =>
  openai({
    message: REJECTED,
    code: 'moderation_blocked',
    moderation_details: { moderation_stage, categories: ['other'] },
  });

const POLL = 'https://api.bfl.ai/v1/get_result?id=1';
const flux = (result: object): ScriptedReply[] => [
  { status: 200, json: { id: '1', polling_url: POLL, cost: 5 } },
  { status: 200, json: { id: '1', ...result } },
];

const bedrock = (reply: object): ScriptedReply[] => [{ bedrock: reply }];
const filtered = (what: string) =>
  bedrock({ seeds: [], finish_reasons: [`Filter reason: ${what}`], images: [] });

const recraft = (message: string): ScriptedReply[] => [
  { status: 400, json: { code: 'bad_request', message } },
];

const QUEUE = 'https://queue.fal.run/fal-ai/x/requests/1';
const fal = (result: ScriptedReply): ScriptedReply[] => [
  { status: 200, json: { request_id: '1', status_url: `${QUEUE}/status`, response_url: QUEUE } },
  { status: 200, json: { status: 'COMPLETED' } },
  result,
];
const falRefusal = (...loc: unknown[]) =>
  fal({
    status: 422,
    json: {
      detail: [
        {
          loc,
          msg: 'The content could not be processed because it contained material flagged by a content checker.',
          type: 'content_policy_violation',
        },
      ],
    },
  });

const PREDICTION = 'https://api.replicate.com/v1/predictions/1';
const replicate = (ended: object): ScriptedReply[] => [
  { status: 201, json: { status: 'starting', urls: { get: PREDICTION } } },
  { status: 200, json: { output: null, error: null, ...ended } },
];

const ark = (code: string, message: string): ScriptedReply[] => [
  { status: 400, json: { error: { code, message, param: '', type: 'BadRequest' } } },
];
const dashscope = (message: string): ScriptedReply[] => [
  { status: 400, json: { code: 'DataInspectionFailed', message, request_id: '1' } },
];
const openrouter = (metadata: object): ScriptedReply[] => [
  { status: 403, json: { error: { code: 403, message: 'Your input was flagged.', metadata } } },
];

export const VENDOR_CASES: Readonly<Record<string, VendorCase>> = {
  openai: {
    // Without `usage`, no cost is told.
    drawn: () => ({ replies: ok({ data: [b64] }) }),
    refused: {
      prompt: openai({
        message: 'Your prompt may contain text that is not allowed by our safety system.',
        code: 'moderation_blocked',
      }),
      picture: openai({
        message: 'Your input image may contain content that is not allowed by our safety system.',
        code: 'moderation_blocked',
      }),
      // Provoked on 2026-09-20: the stage is that of all that was sent.
      either: moderated('input'),
      result: moderated('output'),
    },
  },
  'google-gemini': {
    drawn: () => ({
      replies: ok({
        candidates: [{ content: { parts: [{ inlineData: { mimeType: 'image/png', data: PIXEL_BASE64 } }] } }],
      }),
    }),
    // The reasons of Gemini's document, in its words.
    refused: {
      // "the terms which are included from the terminology blocklist"
      prompt: ok({ promptFeedback: { blockReason: 'BLOCKLIST' } }),
      // "Prompt was blocked due to prohibited content", the pictures of it included.
      either: ok({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }),
      // "Candidates blocked due to unsafe image generation content."
      result: ok({ promptFeedback: { blockReason: 'IMAGE_SAFETY' } }),
    },
  },
  'black-forest-labs': {
    drawn: () => ({ replies: flux({ status: 'Ready', result: { sample: PICTURE } }), costUsd: 0.05 }),
    refused: {
      either: flux({ status: 'Request Moderated', details: { 'Moderation Reasons': ['Safety Filter'] } }),
      result: flux({ status: 'Content Moderated', details: { 'Moderation Reasons': ['Safety Filter'] } }),
    },
  },
  'stability-ai': {
    drawn: () => ({ replies: ok({ image: PIXEL_BASE64, finish_reason: 'SUCCESS', seed: 7 }) }),
    refused: {
      either: [
        {
          status: 403,
          json: {
            id: '1',
            name: 'content_moderation',
            errors: [
              'Your request was flagged by our content moderation system, as a result your request was denied and you were not charged.',
            ],
          },
        },
      ],
      result: ok({ image: PIXEL_BASE64, finish_reason: 'CONTENT_FILTERED', seed: 7 }),
    },
  },
  'bedrock-stability': {
    drawn: () => ({ replies: bedrock({ seeds: [7], finish_reasons: [null], images: [PIXEL_BASE64] }) }),
    refused: {
      prompt: filtered('prompt'),
      picture: filtered('input image'),
      result: filtered('output image'),
    },
  },
  recraft: {
    drawn(operation) {
      const isProcessor = operation === 'enlarge' || operation === 'cut-out';
      const credits = { enlarge: 4, 'cut-out': 10 }[operation as string] ?? 40;
      const picture = isProcessor ? { image: b64 } : { data: [b64] };
      return { replies: ok({ created: 1, credits, ...picture }), costUsd: credits / 1000 };
    },
    // It has words only, of which its document lists none.
    refused: {
      prompt: recraft('prompt violates content policy'),
      picture: recraft('input image contains inappropriate content'),
      either: recraft('nsfw content'),
    },
  },
  fal: {
    drawn(operation) {
      const isTool = operation === 'enlarge' || operation === 'cut-out';
      const picture = { url: PICTURE, content_type: 'image/png' };
      return {
        replies: fal({ status: 200, json: isTool ? { image: picture, seed: 7 } : { images: [picture] } }),
      };
    },
    refused: {
      prompt: falRefusal('body', 'prompt'),
      picture: falRefusal('body', 'image_urls', 0),
      either: falRefusal('body'),
      result: fal({ status: 200, json: { images: [{ url: PICTURE }], has_nsfw_concepts: [true] } }),
    },
  },
  replicate: {
    drawn: () => ({ replies: replicate({ status: 'succeeded', output: [PICTURE] }) }),
    // The words of the models (`docs/vendors/replicate.md`).
    refused: {
      either: replicate({
        status: 'failed',
        error: 'The input or output was flagged as sensitive. Please try again with different inputs. (E005)',
      }),
      result: replicate({ status: 'failed', error: 'NSFW content detected.' }),
    },
  },
  bytedance: {
    drawn: () => ({ replies: ok({ data: [b64], usage: { generated_images: 1 } }) }),
    refused: {
      prompt: ark('InputTextSensitiveContentDetected', 'The input text may contain sensitive information.'),
      picture: ark(
        'InputImageSensitiveContentDetected.PrivacyInformation',
        "The request failed because the input image 'content[5]' may contain real person.",
      ),
      result: ark(
        'OutputImageSensitiveContentDetected',
        'The output image may contain sensitive information.',
      ),
    },
  },
  dashscope: {
    drawn: () => ({
      replies: ok({ output: { choices: [{ message: { content: [{ image: PICTURE }] } }] } }),
    }),
    refused: {
      prompt: dashscope('Input text data may contain inappropriate content.'),
      picture: dashscope('Input image data may contain inappropriate content.'),
      either: dashscope('Input data may contain inappropriate content.'),
      result: dashscope('Output data may contain inappropriate content.'),
    },
  },
  openrouter: {
    drawn: () => ({ replies: ok({ data: [b64], usage: { cost: 0.0402 } }), costUsd: 0.0402 }),
    refused: {
      // "flagged_input: the text segment that was flagged"
      prompt: openrouter({ reasons: ['violence'], flagged_input: 'a red hat' }),
      // What the maker says, passed on as text.
      picture: openrouter({
        raw: JSON.stringify({ error: { code: 'InputImageSensitiveContentDetected', message: '' } }),
      }),
      either: openrouter({ reasons: ['violence'] }),
    },
  },
  xai: {
    drawn: () => ({
      replies: ok({ data: [b64], usage: { cost_in_usd_ticks: 600_000_000 } }),
      costUsd: 0.06,
    }),
    refused: {
      either: [
        { status: 403, json: { code: 'permission-denied', error: 'Content violates usage guidelines. ' } },
      ],
      result: ok({ data: [{ url: '', respect_moderation: false }] }),
    },
  },
  together: {
    drawn: () => ({ replies: ok({ data: [b64] }) }),
    refused: {
      either: [{ status: 422, json: { error: { message: 'NSFW content detected', code: 'nsfw' } } }],
    },
  },
  localai: { drawn: () => ({ replies: ok({ data: [b64] }) }), refused: {} },
  'stable-diffusion.cpp': { drawn: () => ({ replies: ok({ data: [b64] }) }), refused: {} },
};
