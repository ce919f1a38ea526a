'use client';

export { FlagProvider, type FlagProviderProps } from './provider.ts';
export { useFlag, useFlagDetails } from './use-flag.ts';
export { useSignalbox } from './use-signalbox.ts';
