import { z } from '@hono/zod-openapi';

export const prerequisiteGraphSchema = z
  .object({
    flags: z.array(
      z.object({
        flag: z.string(),
        requires: z
          .array(z.object({ flag: z.string(), variant: z.string() }))
          .openapi({ description: 'In the order in which they are asked.' }),
        requiredBy: z.array(z.string()),
      }),
    ),
  })
  .openapi('PrerequisiteGraph');
