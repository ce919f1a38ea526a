/** The script of a page that uses OpenFeature, within reach of `page.evaluate`. */
import { OpenFeature, ProviderEvents } from '@openfeature/web-sdk';
import { SignalboxWebProvider } from '@signalbox/sdk-browser/openfeature';

const given = { OpenFeature, ProviderEvents, SignalboxWebProvider, heard: [] as unknown[] };

export type Given = typeof given;

Object.assign(globalThis, { given });
