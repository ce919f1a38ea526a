import type { InferRequestType } from 'hono/client';
import type { Answer, api } from '../api/client.ts';

type Segments = (typeof api.projects)[':project']['environments'][':environment']['segments'];

export type Segment = Answer<Segments['$get']>['segments'][number];
export type NewSegment = InferRequestType<Segments['$post']>['json'];
export type SegmentUpdate = InferRequestType<Segments[':segment']['$put']>['json'];
