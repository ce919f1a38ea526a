import http from 'node:http';

/** Plain HTTP: fetch would unpack the body and add headers of its own. */
export function get(
  url: string,
  headers: Record<string, string> = {},
): Promise<{ response: http.IncomingMessage; body: Buffer }> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent: false, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ response, body: Buffer.concat(chunks) }));
      })
      .once('error', reject);
  });
}
