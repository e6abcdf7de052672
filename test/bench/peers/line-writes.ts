// Line protocol as somebody writes it by hand, and its way to InfluxDB.
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { database, tagsOf } from './peer-tags.ts';

const agent = new Agent({ keepAlive: true });
const known = new Map<string, string>();

/** The tags of a device in their order, as they stand in each of its lines. */
export function seriesOf(device: string): string {
  let series = known.get(device);
  if (series === undefined) {
    const tags = Object.entries(tagsOf(device)).sort(([a], [b]) => (a < b ? -1 : 1));
    series = tags.map(([name, value]) => `${name}=${value}`).join(',');
    known.set(device, series);
  }
  return series;
}

/** @returns InfluxDB's status: 204 where it has taken them. */
export async function postLines(influxUrl: string, lines: string | Buffer): Promise<number> {
  const call = request(`${influxUrl}/write?db=${database}&precision=ms`, { method: 'POST', agent });
  call.end(lines);
  const [answer] = await once(call, 'response');
  answer.resume();
  await once(answer, 'end');
  return answer.statusCode;
}
