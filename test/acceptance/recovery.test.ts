// Making good from outside: one tap with its reason, a ledger, a limit a stay, and nothing about who the guest is.
import { expect, it, onTestFinished } from 'vitest';
import { startHub } from '../support/start-hub.ts';

const hubYaml = `
spaces: [{ id: "0801", floor: 8 }]
dispatch:
  recovery: { amountPerStay: 100, countPerStay: 2, kinds: [compensation, fruit, late-check-out] }
`;

interface WireRecovery {
  readonly id: string;
  readonly kind: string;
  readonly stay: string | null;
  readonly amount: number;
  readonly by: string;
  readonly reason: string;
}

it('a recovery is one tap within the limit of the stay, and a line of the ledger', async () => {
  const hub = await startHub({ hubYaml });
  onTestFinished(() => hub.remove());
  const at = new Date().toISOString();
  for (const type of ['arrived', 'checked-in']) {
    await hub.admin.post('/stays/events', { id: `e-${type}`, type, at, stay: 'res-4711', space: '0801' });
  }
  const give = (id: string, more: object) =>
    hub.admin.call('POST', '/recoveries', { id, space: '0801', reason: 'cold water', kind: 'fruit', ...more });

  expect((await give('g1', {})).status).toBe(201);
  expect((await give('g1', {})).status).toBe(200);
  const over = await give('g2', { kind: 'compensation', amount: 101 });
  expect(over.status).toBe(409);
  expect(await over.json()).toMatchObject({
    type: 'beyond-limit',
    detail: '100 of 100 are left for this stay, asked for 101',
    errors: [{ field: 'amount' }],
  });
  expect((await give('g3', { kind: 'compensation', amount: 80, stay: 'res-4711' })).status).toBe(201);
  expect((await give('g4', {})).status).toBe(409);
  expect((await give('g5', { stay: 'res-none' })).status).toBe(404);
  expect((await give('g6', { reason: ' ' })).status).toBe(400);

  const ledger = await hub.admin.list<WireRecovery>('/recoveries?stay=res-4711');
  expect(ledger.map(({ id, kind, stay, amount, by, reason }) => [id, kind, stay, amount, by, reason])).toEqual([
    ['g3', 'compensation', 'res-4711', 80, 'admin', 'cold water'],
    ['g1', 'fruit', 'res-4711', 0, 'admin', 'cold water'],
  ]);

  const next = new Date(Date.now() + 3 * 3_600_000);
  const expectedArrivalAt = next.toISOString();
  await hub.admin.post('/stays/events', {
    id: 'n1',
    type: 'reserved',
    at,
    stay: 'res-4712',
    space: '0801',
    expectedArrivalAt,
  });
  await hub.admin.post('/stays/events', {
    id: 'o1',
    type: 'checked-out',
    at: new Date().toISOString(),
    stay: 'res-4711',
  });
  const late = await give('g7', { kind: 'late-check-out', until: expectedArrivalAt });
  expect(await late.json()).toMatchObject({ status: 409, errors: [{ field: 'until' }] });
});
