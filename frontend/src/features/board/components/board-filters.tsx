import type { ReactNode } from 'react';
import type { BoardResponse } from '../../../../../src/contract/index.ts';
import { Field } from '../../../components/ui/field.tsx';
import { SelectField } from '../../../components/ui/select-field.tsx';
import type { Filters } from '../filters.ts';
import { useBoardTexts } from '../texts/texts.ts';
import styles from './board-page.module.css';

type Props = {
  data: BoardResponse;
  filters: Filters;
  onChange: (part: Partial<Filters>) => void;
  children: ReactNode;
};

/** By category where there are some, by voter where there are several, by period. */
export function BoardFilters({ data, filters, onChange, children }: Props) {
  const t = useBoardTexts();
  const categories = [...new Set(data.prompts.flatMap(({ category }) => category ?? []))].toSorted((a, b) =>
    a.localeCompare(b),
  );
  const voters = [...new Set(data.votes.voter)].toSorted((a, b) => a - b).map(String);
  return (
    <search className={styles.filters} aria-label={t.filters}>
      {(categories.length > 0 || filters.category !== '') && (
        <SelectField
          label={t.category}
          value={filters.category}
          onChange={(category) => onChange({ category })}
          options={[['', t.anyCategory], ...categories.map((name) => [name, name] as const)]}
        />
      )}
      {(voters.length > 1 || filters.voter !== '') && (
        <SelectField
          label={t.voter}
          value={filters.voter}
          onChange={(voter) => onChange({ voter })}
          options={[
            ['', t.anyVoter],
            ...voters.map(
              (number) => [number, number === '0' ? t.me : t.voterNumber(Number(number))] as const,
            ),
          ]}
        />
      )}
      <Field
        label={t.from}
        type="date"
        value={filters.from}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
      />
      <Field
        label={t.to}
        type="date"
        value={filters.to}
        onChange={(event) => onChange({ to: event.currentTarget.value })}
      />
      {children}
    </search>
  );
}
