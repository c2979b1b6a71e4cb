import { type FormFile, sendRequest } from '../../lib/http-client.ts';
import { otherSeed } from '../../lib/warning.ts';
import { stabilityTool } from '../shared/stability-tools.ts';
import { type ToolOperation, toolOf } from '../shared/tools.ts';
import { transportError } from '../shared/vendor-error.ts';
import type { CallContext, GeneratedImage, ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { endpoint, LABEL, routeAddress, stabilityError, stabilityPicture } from './api.ts';
import { stabilityFields } from './options.ts';

/** Below `/v2beta/stable-image/`, where the catalog names no other (v2beta document). */
const ROUTES: Record<ToolOperation, string> = {
  repaint: 'edit/inpaint',
  widen: 'edit/outpaint',
  enlarge: 'upscale/fast',
  'cut-out': 'edit/remove-background',
};

/**
 * `POST /v2beta/stable-image/generate/{ultra|core|sd3}`: a multipart form even without a file; and for pictures
 * `edit/inpaint`, `edit/outpaint`, `edit/remove-background`, `upscale/fast`.
 */
export function stabilityImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  const { model, baseUrl } = settings;
  return {
    edits: ['repaint', 'widen', 'enlarge', 'cut-out'],
    plan(options) {
      const tool = toolOf(options.edit);
      if (tool !== undefined) {
        const { tool: route = ROUTES[tool.operation] } = tool;
        const { fields: form, files, sent, warnings } = stabilityTool(options, tool, route);
        const request = {
          url: routeAddress(route, baseUrl),
          form,
          files: files.map(({ field, file }) => ({ ...file, field })),
        };
        return { sent, warnings, run: (context) => send(request, settings, tools, context) };
      }
      const { fields, warnings } = stabilityFields(settings, options);
      const request = { url: endpoint(model, baseUrl), form: { ...fields, prompt: options.prompt } };
      return { sent: fields, warnings, run: (context) => send(request, settings, tools, context) };
    },
  };
}

interface FormRequest {
  url: string;
  form: Readonly<Record<string, string | number | boolean>>;
  files?: readonly FormFile[];
}

async function send(
  { url, form, files = [] }: FormRequest,
  settings: ModelSettings,
  tools: ProviderTools,
  context: CallContext,
): Promise<GeneratedImage> {
  const reply = await sendRequest(tools.fetch, {
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${settings.key ?? ''}`, accept: 'application/json' },
    body: { form, files },
    signal: context.signal,
  }).catch((error: unknown) => {
    throw transportError(error, LABEL);
  });
  if (reply.status < 200 || reply.status > 299) throw stabilityError(reply, tools.clock.now(), settings.key);
  const { bytes, seed } = stabilityPicture(reply, settings.key);
  const used = typeof seed === 'string' && seed !== '' ? Number(seed) : seed;
  const isTold = typeof used === 'number' && Number.isFinite(used);
  const another = typeof form.seed === 'number' && form.seed !== 0 && used !== form.seed;
  return another && isTold ? { bytes, warnings: [otherSeed(LABEL, used)] } : { bytes };
}
