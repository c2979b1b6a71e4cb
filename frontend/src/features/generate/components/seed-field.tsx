import type { ModelEntry } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Choice } from '../../../components/ui/choice.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { randomSeed } from '../../../lib/random.ts';
import { isOffered, supporting } from '../choice.ts';
import { useDraft } from '../draft-store.ts';
import { readNumber } from '../request.ts';

/** A typed seed stays until it is changed; a rolled one can change after each run. */
export function SeedField({ chosen }: { chosen: ModelEntry[] }) {
  const { t } = useI18n();
  const { draft, change } = useDraft();
  if (!isOffered(chosen, 'seed', draft.sharedOnly)) return null;
  const count = supporting(chosen, 'seed').length;
  const partly = count < chosen.length ? ` ${t.ask.supportedByCount(count, chosen.length)}` : '';
  return (
    <div>
      <Field
        label={t.ask.seed}
        inputMode="numeric"
        autoComplete="off"
        value={draft.seed}
        hint={t.ask.seedHint + partly}
        error={readNumber('seed', draft.seed) === null ? t.ask.seedInvalid : undefined}
        onChange={(event) => change({ seed: event.currentTarget.value, seedRolls: false })}
        after={
          <Button icon="dice" onClick={() => change({ seed: String(randomSeed()), seedRolls: true })}>
            {t.ask.seedRoll}
          </Button>
        }
      />
      {draft.seed !== '' && (
        <Choice type="switch" checked={draft.seedRolls} onChange={(seedRolls) => change({ seedRolls })}>
          {t.ask.seedRolls}
        </Choice>
      )}
    </div>
  );
}
