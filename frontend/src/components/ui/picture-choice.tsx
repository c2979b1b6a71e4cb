import styles from './picture-choice.module.css';

type Props = {
  picture: { imageUrl: string; width: number; height: number };
  alt: string;
  /** What pressing it says of the picture. */
  label: string;
  disabled?: boolean;
  onChoose: () => void;
};

/** A picture to be chosen by pressing it. */
export function PictureChoice({ picture, alt, label, disabled = false, onChoose }: Props) {
  const { imageUrl, width, height } = picture;
  return (
    <button
      type="button"
      className={styles.choice}
      aria-disabled={disabled || undefined}
      onClick={() => !disabled && onChoose()}
    >
      <img src={imageUrl} width={width} height={height} alt={alt} draggable={false} />
      <span>{label}</span>
    </button>
  );
}
