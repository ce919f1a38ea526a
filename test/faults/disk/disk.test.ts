import { expectToHold } from '../expect-to-hold.ts';
import { disk } from './disk.ts';

expectToHold(disk);
