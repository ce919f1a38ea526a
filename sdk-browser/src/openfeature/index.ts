export { SignalboxWebProvider, type SignalboxWebProviderOptions } from './provider.ts';
