export { SignalboxProvider, type SignalboxProviderOptions } from './provider.ts';
