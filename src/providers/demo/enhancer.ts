import { enhancedPrompt } from '../shared/enhanced-prompt.ts';
import type { EnhancerProvider } from '../types.ts';
import { createRandom, type Random } from './random.ts';
import { LABEL, think } from './scenarios.ts';

const THINKS_MS = 700;
/** Leaves the rules room for their additions. */
const LONGEST_ADDITION = 320;

/** One kind of addition: left out where the prompt speaks of it already. */
interface Rule {
  spokenOf: RegExp;
  phrases: readonly [string, ...string[]];
}

const COMPOSITION: Rule = {
  spokenOf: /\b(close[- ]?up|portrait|wide|angle|view|shot|aerial|macro|panorama|composition|foreground)\b/i,
  phrases: [
    'seen from a low angle, the subject a little off centre',
    'wide view with a clear foreground, middle and distance',
    'close view, the subject filling two thirds of the frame',
    'centred and symmetrical, with calm space around the subject',
    'seen from slightly above, leading lines drawing the eye in',
  ],
};

const LIGHT: Rule = {
  spokenOf: /\b(light|lit|sun|sunset|sunrise|dawn|dusk|night|moon|shadow|glow|backlit|golden hour|neon)\w*/i,
  phrases: [
    'soft morning light with long shadows',
    'warm light from the side, gentle contrast',
    'diffuse light of an overcast day',
    'late golden light and a bright rim around the subject',
    'cool twilight with one warm light source',
  ],
};

const MEDIUM: Rule = {
  spokenOf:
    /\b(photo|photograph|painting|oil|watercolou?r|sketch|drawing|render|3d|illustration|poster|pixel|film|print|engraving)\w*/i,
  phrases: [
    'detailed photograph, shallow depth of field',
    'gouache illustration with visible brush marks',
    'film photograph with fine grain',
    'finely textured digital painting',
    'screen print in a few flat colours',
  ],
};

const MOOD: Rule = {
  spokenOf:
    /\b(mood|calm|quiet|dramatic|happy|sad|dark|dreamy|mysterious|cheerful|peaceful|lonely|epic|playful)\b/i,
  phrases: [
    'quiet, attentive mood',
    'lively and playful mood',
    'dreamlike, unhurried mood',
    'dramatic, expectant mood',
  ],
};

const COLOR: Rule = {
  spokenOf: /\b(colou?r|red|blue|green|yellow|orange|purple|pink|black|white|gold|pastel|monochrome)\w*/i,
  phrases: [
    'muted earth colours with one bright accent',
    'deep blues against warm amber',
    'a narrow palette of greens and cream',
    'saturated complementary colours',
  ],
};

/**
 * Rewrites by rule, not by a model: the person's words stay first and untouched, and composition, light, medium,
 * mood and colour are added where they are missing. The same prompt gives the same text.
 */
export const demoEnhancer: EnhancerProvider = {
  id: 'demo',
  createEnhancer: (_settings, tools) => ({
    async enhance(prompt, context) {
      await think(THINKS_MS, tools, context);
      return enhancedPrompt(enhanceByRule(prompt), LABEL, []);
    },
  }),
};

export function enhanceByRule(prompt: string): string {
  const random = createRandom(`rewrite ${prompt}`);
  const additions = [COMPOSITION, LIGHT, MOOD, COLOR, MEDIUM]
    .filter((rule) => !rule.spokenOf.test(prompt))
    .map((rule) => phraseOf(rule, random));
  if (additions.length === 0) additions.push('crisp detail where the eye rests, softer towards the edges');
  const words = prompt.trim().replace(/[\s.,;:!]+$/, '');
  return `${words}, ${additions.join(', ').slice(0, LONGEST_ADDITION)}`;
}

function phraseOf(rule: Rule, random: Random): string {
  return random.pick(rule.phrases);
}
