import type { Fault } from '../fault.ts';
import { heldBack } from './held-back.ts';
import { matrix } from './matrix.ts';
import { tornCaches } from './torn-caches.ts';

export const start: Fault = {
  number: 5,
  title: 'Starting without a server',
  checks: [matrix, heldBack, tornCaches],
};
