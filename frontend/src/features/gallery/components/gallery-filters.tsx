import { ASPECT_RATIOS } from '../../../../../src/contract/constants.ts';
import { Choice } from '../../../components/ui/choice.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { SelectField } from '../../../components/ui/select-field.tsx';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import type { Filters } from '../filters.ts';

type Props = {
  filters: Filters;
  /** Names of models to choose from. */
  models: readonly string[];
  onChange: (part: Partial<Filters>) => void;
};

export function GalleryFilters({ filters, models, onChange }: Props) {
  const { t } = useTexts();
  return (
    <>
      <Field
        label={t.gallery.search}
        type="search"
        maxLength={200}
        value={filters.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      <SelectField
        label={t.gallery.model}
        value={filters.model}
        onChange={(model) => onChange({ model })}
        options={[['', t.gallery.anyModel], ...models.map((name) => [name, name] as const)]}
      />
      <SelectField
        label={t.gallery.shape}
        value={filters.shape}
        onChange={(shape) => onChange({ shape })}
        options={[
          ['', t.gallery.anyShape],
          ...ASPECT_RATIOS.map((shape) => [shape, t.ask.shapeNames[shape]] as const),
        ]}
      />
      <Field
        label={t.gallery.from}
        type="date"
        value={filters.from}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
      />
      <Field
        label={t.gallery.to}
        type="date"
        value={filters.to}
        onChange={(event) => onChange({ to: event.currentTarget.value })}
      />
      <Choice type="switch" checked={filters.mine} onChange={(mine) => onChange({ mine })}>
        {t.gallery.mine}
      </Choice>
      <Choice type="switch" checked={filters.starred} onChange={(starred) => onChange({ starred })}>
        {t.gallery.starred}
      </Choice>
    </>
  );
}
