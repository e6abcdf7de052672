// A day of stays as a hotel system, lobby machines and staff tell it, from outside: one that all went well for, one that was
// failed, one that nobody can judge, one to come.
import { connectAsync, type MqttClient } from 'mqtt';
import { eventually } from '../support/eventually.ts';
import { openStaffedHotel, type StaffedHotel } from './staffed-hotel.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const iso = (ms: number) => new Date(ms).toISOString();

export interface HotelWithStays extends StaffedHotel {
  stayEvent(stay: string, type: string, at: number, more?: object): Promise<void>;
  touchpoint(id: string, body: object): Promise<void>;
  /** When the guests of R-2042 came, who got no tea, Unix ms. */
  readonly arrivedAt: number;
}

export async function openHotelWithStays(now = Date.now()): Promise<HotelWithStays> {
  const hotel = await openStaffedHotel();
  const { admin, mqtt } = hotel.hub;
  const credentials = await admin.addDevice({ id: 'tea-l1', kind: 'tea-dispenser', space: 'lobby', floor: '1' });
  const tea: MqttClient = await connectAsync(mqtt, { clientId: 'tea-l1', ...credentials });
  const say = (channel: string, payload: object) =>
    tea.publishAsync(`hub/demo/tea-l1/${channel}`, JSON.stringify(payload), { qos: 1 });
  await say('telemetry', { at: now, level: 80, temperature: 92 });
  let count = 0;
  const stayEvent = async (stay: string, type: string, at: number, more: object = {}) => {
    count += 1;
    await admin.post('/stays/events', { id: `e${count}`, stay, type, at: iso(at), ...more });
  };
  const touchpoint = async (id: string, body: object) => {
    await admin.post('/touchpoints', { id, ...body });
  };

  const began = now - 12 * minute;
  await stayEvent('R-2041', 'reserved', began - day, {
    expectedArrivalAt: iso(began),
    preferences: { pillow: 'soft' },
  });
  await stayEvent('R-2041', 'arrived', began);
  await say('event', {
    id: 'cup-1',
    at: began + 40_000,
    type: 'dispensed',
    product: 'tea',
    volume: 0.2,
    temperature: 90,
  });
  await stayEvent('R-2041', 'check-in-started', began + minute);
  await stayEvent('R-2041', 'checked-in', began + 200_000, { space: '1203' });
  await stayEvent('R-2043', 'check-in-started', began + minute, { space: '1204' });
  await stayEvent('R-2043', 'checked-in', began + 8 * minute);
  await stayEvent('R-2044', 'reserved', began, { expectedArrivalAt: iso(now + 5 * 60 * minute), space: '1203' });
  // A miss is only proven while the hub was there to hear of it.
  const arrivedAt = Date.now();
  await stayEvent('R-2042', 'reserved', began - day, { expectedArrivalAt: iso(began) });
  await stayEvent('R-2042', 'arrived', arrivedAt);
  await stayEvent('R-2042', 'check-in-started', arrivedAt + 400);
  await stayEvent('R-2042', 'checked-in', arrivedAt + 800, { space: '1204' });
  await eventually(
    async () => {
      await say('telemetry', { at: Date.now(), level: 79, temperature: 92 });
      return (await admin.get<{ items: { outcome: string }[] }>('/touchpoints?standard=tea-first')).items;
    },
    (cells) => cells.some(({ outcome }) => outcome === 'missed') && cells.some(({ outcome }) => outcome === 'met'),
  );

  return {
    ...hotel,
    arrivedAt,
    stayEvent,
    touchpoint,
    async close() {
      await tea.endAsync();
      await hotel.close();
    },
  };
}
