import type { TestApp } from '../api/test-app.ts';
import type { Spoiled } from './spoiled.ts';

/** A write route with a request that is fine, and ways to spoil it. */
export interface Case {
  route: string;
  body: Record<string, unknown>;
  /** Reads the version that stands, for routes that ask for it. */
  version?: (app: TestApp) => Promise<number>;
  /** Fields without which it is refused. */
  required: string[];
  /** Texts with their greatest length. */
  longest?: Record<string, number>;
  /** What else is wrong. */
  spoiled: Spoiled[];
}
