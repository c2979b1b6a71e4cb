import type { ModelEntry } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { randomSeed } from '../../../lib/random.ts';
import { isOffered, supporting } from '../choice.ts';
import { changeDraft, type Draft } from '../draft.ts';
import { readNumber } from '../request.ts';

export function SeedField({ draft, chosen }: { draft: Draft; chosen: ModelEntry[] }) {
  const { t } = useI18n();
  if (!isOffered(chosen, 'seed', draft.commonOnly)) return null;
  const takers = supporting(chosen, 'seed');
  const state = draft.seed === '' ? t.ask.seedHint : draft.seedLocked ? t.ask.seedKept : t.ask.seedRolls;
  const partly =
    takers.length < chosen.length
      ? ` ${t.ask.supportedBy(takers.map((model) => model.name).join(', '))}`
      : '';
  return (
    <Field
      label={t.ask.seed}
      inputMode="numeric"
      autoComplete="off"
      value={draft.seed}
      hint={state + partly}
      error={readNumber('seed', draft.seed) === null ? t.ask.seedInvalid : undefined}
      onChange={(event) => changeDraft({ seed: event.currentTarget.value })}
      after={
        <>
          <Button
            icon="dice"
            iconOnly={t.ask.seedRoll}
            onClick={() => changeDraft({ seed: String(randomSeed()) })}
          />
          <Button
            icon={draft.seedLocked ? 'lock' : 'unlock'}
            iconOnly={t.ask.seedLock}
            aria-pressed={draft.seedLocked}
            onClick={() =>
              changeDraft({
                seedLocked: !draft.seedLocked,
                ...(draft.seed === '' && !draft.seedLocked ? { seed: String(randomSeed()) } : {}),
              })
            }
          />
        </>
      }
    />
  );
}
