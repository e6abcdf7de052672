// The hub is away while water runs: its own absence is not the device's silence.
import { describe, expect, it } from 'vitest';
import { openSmallHotel, room, tap } from './small-hotel.ts';

function drawWithAbsence(away: (hotel: ReturnType<typeof openSmallHotel>) => void) {
  const hotel = openSmallHotel();
  const sensor = hotel.register('hw-1203', 'hot-water-sensor', room('1203', 'r1'));
  const samples = tap(hotel.now(), 6, 60);
  for (const sample of samples.slice(0, 5)) {
    hotel.say(sensor, [sample]);
    hotel.wait(1000);
  }
  away(hotel);
  hotel.wait(5_000);
  // What the device kept meanwhile comes at once, in its own time.
  hotel.say(sensor, samples.slice(5));
  hotel.wait(60_000);
  return hotel.facts.flatMap((fact) => (fact.type === 'draw-closed' ? [fact.draw] : []));
}

describe('a shower goes on as one draw, judged by its samples', () => {
  it('when the hub was down for two minutes of it', () => {
    const draws = drawWithAbsence((hotel) => hotel.crash(120_000));
    expect(draws.map(({ outcome, reason }) => ({ outcome, reason }))).toEqual([{ outcome: 'met', reason: undefined }]);
  });

  it("when the external broker was out of the hub's reach for two minutes of it", () => {
    const draws = drawWithAbsence((hotel) => {
      hotel.send({ type: 'broker-link', up: false });
      hotel.wait(120_000);
      hotel.send({ type: 'broker-link', up: true });
    });
    expect(draws.map(({ outcome, reason }) => ({ outcome, reason }))).toEqual([{ outcome: 'met', reason: undefined }]);
  });
});
