// Tells the machines of the lobby whom they will have to serve, before what they say of their stock is judged. What it knows it
// reads from stays, so that a restart knows the same.
import type { Device } from '../devices/device.ts';
import type { Fact } from '../facts.ts';
import type { House } from '../house.ts';
import type { Input } from '../inputs.ts';
import { foldStay, type Stay } from '../stays/stay.ts';
import type { StaysAtHand } from '../stays/stays-at-hand.ts';
import { type ExpectedGuests, expectedVisits } from './expected-guests.ts';

export interface ForesightDesk {
  /** Comes before the input is decided. */
  prepare(input: Input, now: number): void;
  follow(facts: readonly Fact[]): void;
}

/** How stale the look ahead may be though no stay has changed: guests who were expected become overdue. */
const freshForMs = 5 * 60_000;

export function createForesightDesk(house: House, stays: StaysAtHand): ForesightDesk {
  /** Those that are still to come or to go, by the hub's key. */
  const open = new Map<string, Stay>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  for (const stay of stays.all()) keep(stay);

  function keep(stay: Stay): void {
    if (stay.state === 'expected' || stay.state === 'in-house') open.set(stay.key, stay);
    else open.delete(stay.key);
  }

  function look(now: number): void {
    lookedAt = now;
    const { arrivals, departures } = expectedVisits(open.values(), now);
    const dispensers = [...house.devices.values()].filter(({ behaviour }) => behaviour.expectGuests !== undefined);
    share(arrivals, dispensers.filter(servesArrivals));
    share(departures, dispensers.filter(servesDepartures));
  }

  return {
    prepare(input, now) {
      if (input.type !== 'samples' || now - lookedAt < freshForMs) return;
      if (house.devices.get(input.device)?.behaviour.expectGuests !== undefined) look(now);
    },
    follow(facts) {
      for (const fact of facts) {
        switch (fact.type) {
          case 'stay-changed':
            keep(foldStay(fact.stay));
            lookedAt = Number.NEGATIVE_INFINITY;
            break;
          case 'stays-erased':
            for (const key of fact.keys) open.delete(key);
            break;
          case 'device-changed':
          case 'device-revoked':
          case 'space-changed':
            lookedAt = Number.NEGATIVE_INFINITY;
            break;
        }
      }
    },
  };
}

/** Guests spread over the machines that work. */
function share(visits: readonly ExpectedGuests[], machines: readonly Device[]): void {
  const working = machines.filter(({ presence }) => presence !== 'offline').length;
  const each = visits.map(({ at, guests }) => ({ at, guests: guests / Math.max(1, working) }));
  for (const { behaviour } of machines) behaviour.expectGuests?.(each);
}

const servesArrivals = ({ record, space }: Device): boolean =>
  record.kind === 'tea-dispenser' && (space.kind === 'lobby' || space.id === 'lobby');

const servesDepartures = ({ record, log }: Device): boolean => record.kind === 'water-dispenser' && log.has('bottles');
