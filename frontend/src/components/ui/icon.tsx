/** Line icons on a 20 by 20 grid, drawn for this product. */
const PATHS = {
  check: 'M4 10.5l4 4 8-9',
  close: 'M5 5l10 10M15 5L5 15',
  compare: 'M3 4h5.5v12H3zM11.5 4H17v12h-5.5z',
  edit: 'M4 16l.8-3.6L13 4.2l2.8 2.8-8.2 8.2zM11.5 5.7l2.8 2.8',
  copy: 'M7 7h9v9H7zM4 13V4h9',
  dice: 'M4 4h12v12H4zM7.5 7.5h.01M12.5 7.5h.01M10 10h.01M7.5 12.5h.01M12.5 12.5h.01',
  download: 'M10 3v9M6 8.5l4 4 4-4M4 16.5h12',
  expand: 'M12 4h4v4M8 16H4v-4M16 4l-5 5M4 16l5-5',
  gear: 'M3 6h7M14 6h3M3 14h3M10 14h7M12 4a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM8 12a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  history: 'M4 10a6 6 0 1 1 2 4.5M4 6v4h4M10 7v3.5l2.5 1.5',
  keyboard: 'M2.5 5.5h15v9h-15zM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 11.5h7',
  link: 'M8.5 11.5l3-3M7 9l-2 2a2.8 2.8 0 0 0 4 4l2-2M13 11l2-2a2.8 2.8 0 0 0-4-4L9 7',
  lock: 'M5 9h10v7H5zM7 9V7a3 3 0 0 1 6 0v2',
  unlock: 'M5 9h10v7H5zM7 9V6a3 3 0 0 1 5.6-1.5',
  minus: 'M4 10h12',
  moon: 'M15.5 12.5A6.5 6.5 0 0 1 7.5 4.5a6.5 6.5 0 1 0 8 8z',
  next: 'M8 5l5 5-5 5',
  plus: 'M10 4v12M4 10h12',
  previous: 'M12 5l-5 5 5 5',
  panel: 'M3 4h14v12H3zM8 4v12',
  retry: 'M16 10a6 6 0 1 1-1.8-4.3M16 3v4h-4',
  search: 'M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4zM13 13l4 4',
  sheet: 'M3.5 3.5h13v13h-13zM3.5 10h13M10 3.5v13',
  spark: 'M10 3l1.7 5.3L17 10l-5.3 1.7L10 17l-1.7-5.3L3 10l5.3-1.7z',
  star: 'M10 3l2.1 4.6 5 .5-3.8 3.3 1.1 4.9L10 13.8l-4.4 2.5 1.1-4.9L2.9 8.1l5-.5z',
  sun: 'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M15.7 4.3l-1.1 1.1M5.4 14.6l-1.1 1.1',
  trash: 'M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6',
  warn: 'M10 3.5L17.5 16h-15zM10 8.5v3.5M10 14h.01',
} as const;
export type IconName = keyof typeof PATHS;

export function Icon({
  name,
  filled = false,
  size = 18,
}: {
  name: IconName;
  filled?: boolean;
  size?: number;
}) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
