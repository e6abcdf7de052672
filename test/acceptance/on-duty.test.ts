// Who is there now, as the desk asks it; and that a push comes to the phone of whom it is for, and to no other.
import { expect, it, onTestFinished } from 'vitest';
import { createSimulatedClock } from '../../devices/simulators/simulated-clock.ts';
import { signIn } from '../support/hub-client.ts';
import { adminPassword, startHub } from '../support/start-hub.ts';

const hubYaml = `
property: { id: demo, timeZone: Asia/Shanghai }
spaces: [{ id: "0801", floor: 8 }, { id: "0901", floor: 9 }]
dispatch:
  people:
    - { user: li, role: housekeeping, floors: [8] }
    - { user: mei, role: housekeeping, floors: [9] }
    - { user: sun, role: front-desk }
    - { user: wang, role: manager }
  shifts: [{ id: early, from: "06:00", to: "14:00" }, { id: late, from: "14:00", to: "22:00" }]
  roster: [{ shift: early, people: [li, sun] }, { shift: late, people: [mei] }]
  supervisors: { housekeeping: [wang] }
  catchAll: wang
`;

interface Duty {
  readonly until: string | null;
  readonly people: readonly { readonly user: string; readonly supervises: readonly string[] }[];
  readonly catchAll: string;
}

async function open() {
  const clock = createSimulatedClock({ startAt: Date.parse('2026-03-03T10:00+08:00') });
  const hub = await startHub({ hubYaml, clock });
  onTestFinished(() => hub.remove());
  const staff = async (name: string, role: string) => {
    await hub.admin.post('/users', { name, role, password: adminPassword });
    return signIn(hub.http, name, adminPassword);
  };
  return { hub, clock, staff };
}

it('the desk reads who is on duty, for a role and a floor, and until when that is so', async () => {
  const { clock, staff } = await open();
  const desk = await staff('sun', 'front-desk');
  const ask = async (query = '') => {
    const { people, until } = await desk.get<Duty>(`/dispatch/duty${query}`);
    return [people.map(({ user }) => user).join(' '), until];
  };
  expect(await ask()).toEqual(['sun li wang', '2026-03-03T06:00:00.000Z']);
  expect(await ask('?role=housekeeping')).toEqual(['li wang', '2026-03-03T06:00:00.000Z']);
  expect(await ask('?role=housekeeping&floor=9')).toEqual(['wang', '2026-03-03T06:00:00.000Z']);
  await clock.advanceBy(4 * 60 * 60_000);
  expect(await ask()).toEqual(['mei wang', '2026-03-03T14:00:00.000Z']);
  const { people, catchAll } = await desk.get<Duty>('/dispatch/duty');
  expect([people.at(-1)?.supervises, catchAll]).toEqual([['housekeeping'], 'wang']);
  expect((await desk.call('GET', '/dispatch/duty?role=cook')).status).toBe(400);
});

it('a push is told to the phone of whom it is for, and missed by nobody who comes back', async () => {
  const { hub, staff } = await open();
  const phones = {
    li: await (await staff('li', 'housekeeping')).stream(),
    mei: await (await staff('mei', 'housekeeping')).stream(),
    wang: await (await staff('wang', 'manager')).stream(),
  };
  const { task } = await hub.admin.post<{ task: { id: string } }>('/requests', {
    id: 'q1',
    space: '0801',
    request: 'towels',
    channel: 'phone',
  });
  const push = await phones.li.until(({ event }) => event === 'push');
  expect(push.data).toMatchObject({ person: 'li', role: 'housekeeping', decision: 'now', tasks: [task.id] });
  // Whoever reads the task after it was pushed has been told all that was for them.
  const { task: later } = await hub.admin.post<{ task: { id: string } }>('/requests', {
    id: 'q2',
    space: '0801',
    request: 'pillow',
    channel: 'phone',
  });
  for (const phone of [phones.mei, phones.wang]) {
    await phone.until(({ event, data }) => event === 'task' && data.id === later.id);
    expect(phone.seen.filter(({ event }) => event === 'push')).toEqual([]);
  }
  for (const phone of Object.values(phones)) phone.close();
});
