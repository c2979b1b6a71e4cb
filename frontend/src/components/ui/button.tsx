import type { ComponentProps } from 'react';
import styles from './button.module.css';
import { Icon, type IconName } from './icon.tsx';

type Props = Omit<ComponentProps<'button'>, 'className' | 'style'> & {
  /** `overlay` lies on a picture. */
  look?: 'plain' | 'quiet' | 'primary' | 'overlay';
  icon?: IconName;
  iconFilled?: boolean;
  /** Shows the icon alone; the label is then for screen readers and as a tooltip. */
  iconOnly?: string;
  small?: boolean;
};

export function Button(props: Props) {
  const { look = 'plain', icon, iconFilled = false, iconOnly, small = false, children, ...rest } = props;
  return (
    <button
      type="button"
      data-look={look}
      data-small={small || undefined}
      data-square={iconOnly !== undefined || undefined}
      aria-label={iconOnly}
      title={iconOnly}
      {...rest}
      className={styles.button}
    >
      {icon && <Icon name={icon} filled={iconFilled} size={small ? 16 : 18} />}
      {iconOnly === undefined && children}
    </button>
  );
}
