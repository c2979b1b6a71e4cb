import { type ReactNode, useId } from 'react';
import type { BoardResponse } from '../../../../../src/contract/index.ts';
import { Field } from '../../../components/ui/field.tsx';
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
        <Select
          label={t.category}
          value={filters.category}
          onChange={(category) => onChange({ category })}
          options={[['', t.anyCategory], ...categories.map((name) => [name, name] as const)]}
        />
      )}
      {(voters.length > 1 || filters.voter !== '') && (
        <Select
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

type SelectProps = {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
};

function Select({ label, value, options, onChange }: SelectProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
