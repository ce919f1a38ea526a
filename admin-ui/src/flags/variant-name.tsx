import classes from './targeting/targeting.module.css';

/** Far enough from each other to tell apart, light or dark. */
const COLOURS = ['signal', 'orange', 'teal', 'grape', 'yellow', 'cyan', 'pink', 'lime'];

/** Gray for a variant that there is no longer. */
export function variantColour(index: number): string {
  if (index < 0) return 'var(--mantine-color-gray-6)';
  return `var(--mantine-color-${COLOURS[index % COLOURS.length]}-6)`;
}

export function VariantName({ name, index }: { name: string; index: number }) {
  return (
    <span className={classes.variantName}>
      <span
        style={{ width: 9, height: 9, borderRadius: 2, background: variantColour(index), flex: 'none' }}
        aria-hidden
      />
      {name}
    </span>
  );
}
