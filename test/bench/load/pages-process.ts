// Open pages in a process of their own: each follows the live stream and throws away what it is told. Arguments: the hub's URL, how many,
// topics; the token comes on standard input, with which the pages close too.
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { createInterface } from 'node:readline';

const [url = '', count = '1', topics = 'draw,task'] = process.argv.slice(2);
const lines = createInterface({ input: process.stdin });
const [order] = (await once(lines, 'line')) as [string];
const { token } = JSON.parse(order) as { readonly token: string };
const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });
const headers = { authorization: `Bearer ${token}` };
const pages = await Promise.all(Array.from({ length: Number(count) }, openPage));
process.stdout.write(`${JSON.stringify({ open: pages.length })}\n`);
await once(lines, 'close');
process.exit(0);

async function openPage() {
  const call = get(`${url}/api/v1/stream?topics=${topics}`, { agent, headers });
  const [answer] = await once(call, 'response');
  if (answer.statusCode !== 200) throw new Error(`stream: ${answer.statusCode}`);
  answer.resume();
  return answer;
}
