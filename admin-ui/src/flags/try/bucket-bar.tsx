import { EVERYONE } from '../share.ts';
import classes from './try.module.css';

export interface Part {
  /** In thousandths of a percent, as the bucket. */
  weight: number;
  colour: string;
}

interface BucketBarProps {
  label: string;
  bucket: number;
  parts: readonly Part[];
  /** The same in words, for everybody. */
  says: string;
}

const number = new Intl.NumberFormat('en');

export function formatBucket(bucket: number): string {
  return number.format(bucket);
}

/** A line of 100 000 buckets: what is taken of it, and where this unit stands. */
export function BucketBar({ label, bucket, parts, says }: BucketBarProps) {
  return (
    <div className={classes.bucket}>
      <span className={classes.saw}>
        {label}: {says}
      </span>
      <div className={classes.bar} aria-hidden>
        {parts.map(({ weight, colour }, index) => (
          <span key={index} style={{ width: `${(weight / EVERYONE) * 100}%`, background: colour }} />
        ))}
        <i style={{ left: `${(bucket / EVERYONE) * 100}%` }} />
      </div>
    </div>
  );
}
