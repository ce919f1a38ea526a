import { expectToHold } from '../expect-to-hold.ts';
import { slowReaders } from './slow-readers.ts';

expectToHold(slowReaders);
