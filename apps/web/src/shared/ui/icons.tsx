/** The few pictograms in use, drawn on a 20-unit box with one line weight. Decorative: the words stand beside them. */
const paths = {
  check: 'M4 10.5l4 4 8-9',
  cross: 'M5 5l10 10M15 5L5 15',
  right: 'M7.5 4.5l5.5 5.5-5.5 5.5',
  left: 'M12.5 4.5L7 10l5.5 5.5',
  down: 'M4.5 7.5L10 13l5.5-5.5',
  up: 'M4.5 12.5L10 7l5.5 5.5',
  search: 'M8.75 14a5.25 5.25 0 1 0 0-10.5 5.25 5.25 0 0 0 0 10.5zM12.6 12.6l4.4 4.4',
  copy: 'M7 7h9.5v9.5H7zM13 7V3.5H3.5V13H7',
  print: 'M5.5 8V3.5h9V8M5.5 14H3.5V8h13v6h-2M5.5 11.5h9v5h-9z',
  download: 'M10 3.5v9M6 9l4 4 4-4M3.5 16.5h13',
  upload: 'M10 13V4M6 7.5l4-4 4 4M3.5 16.5h13',
  columns: 'M3.5 4.5h13v11h-13zM8 4.5v11M12.2 4.5v11',
  warning: 'M10 3.5l7.5 13h-15zM10 8.5v3.7M10 14.2v.6',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9.3v4.2M10 6.4v.6',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  menu: 'M3.5 5.5h13M3.5 10h13M3.5 14.5h13',
  eye: 'M2.5 10s2.7-5 7.5-5 7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5zM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z',
  person: 'M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 16.5c.6-3 3-4.7 6-4.7s5.4 1.7 6 4.7',
  bell: 'M5.2 13.5h9.6M6.2 13.5V9a3.8 3.8 0 0 1 7.6 0v4.5M8.4 16.2h3.2M10 3.2v2',
  void: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM5.2 14.8l9.6-9.6',
} as const;

export type IconName = keyof typeof paths;

/** A pictogram; `size` in pixels, default 18. */
export function Icon(props: { readonly name: IconName; readonly size?: number }) {
  const size = props.size ?? 18;
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path
        d={paths[props.name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
    </svg>
  );
}
