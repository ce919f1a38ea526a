export * from '@signalbox/core/testing';
