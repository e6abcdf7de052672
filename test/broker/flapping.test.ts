import { expect, it } from 'vitest';
import { createFlapping } from '../../broker/flapping.ts';

function flapping() {
  let nowMs = 0;
  const made = createFlapping({ lossesPerMinute: 60, flappingPauseMs: 300_000 }, () => nowMs);
  return {
    ...made,
    pass: (ms: number) => {
      nowMs += ms;
    },
    lose(times: number, client = 'shower-0305') {
      for (let n = 0; n < times; n += 1) made.lost(client);
    },
    pausing: () => made.pausing,
  };
}

it('a client whose connections break 60 times in a minute has to pause for five', () => {
  const clients = flapping();
  clients.lose(59);
  expect(clients.pauseMs('shower-0305')).toBe(0);
  clients.pass(59_000);
  clients.lose(1);
  expect(clients.pauseMs('shower-0305')).toBe(300_000);
  clients.pass(299_999);
  expect(clients.pauseMs('shower-0305')).toBe(1);
  clients.pass(1);
  expect(clients.pauseMs('shower-0305')).toBe(0);
});

it('losses of an hour of bad Wi-Fi do not add up', () => {
  const clients = flapping();
  for (let minute = 0; minute < 60; minute += 1) {
    clients.lose(59);
    clients.pass(60_000);
  }
  expect(clients.pauseMs('shower-0305')).toBe(0);
});

it('nobody pauses for somebody else, and who is steady again is forgotten', () => {
  const clients = flapping();
  clients.lose(60);
  clients.lose(1, 'shower-0306');
  expect(clients.pauseMs('shower-0306')).toBe(0);
  expect(clients.pausing()).toBe(1);
  clients.pass(300_001);
  clients.sweep();
  expect(clients.pausing()).toBe(0);
});
