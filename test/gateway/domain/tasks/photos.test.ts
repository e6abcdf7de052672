// Pictures of a task: at most three, each once, and taken back by who took it.
import { beforeEach, expect, it } from 'vitest';
import type { Actor } from '../../../../gateway/domain/inputs.ts';
import type { Task } from '../../../../gateway/domain/task.ts';
import { photosOf } from '../../../../gateway/domain/tasks/photos.ts';
import { ask, person, pushesIn, taskNow } from '../dispatch/staffed-hotel.ts';
import { engineer, openSmallHotel, room, type SmallHotel } from '../small-hotel.ts';

const li: Actor = { name: 'li', role: 'housekeeping' };

let hotel: SmallHotel;
let asked: Task;
beforeEach(() => {
  hotel = openSmallHotel({
    spaces: [room('0801')],
    dispatch: { people: [person('li'), person('mei')], supervisors: { housekeeping: ['mei'] } },
  });
  asked = ask(hotel);
});

const add = (photo: string, by = li) => hotel.send({ type: 'add-photo', task: asked.id, photo, by });
const photos = () => photosOf(taskNow(hotel, asked)).map(({ id }) => id);

it('stand in their order, each once', () => {
  for (const photo of ['a', 'b', 'a']) add(photo);
  expect(photos()).toEqual(['a', 'b']);
});

it('are three at most', () => {
  for (const photo of ['a', 'b', 'c']) add(photo);
  expect(add('d').refusal?.code).toBe('beyond-limit');
  expect(photos()).toEqual(['a', 'b', 'c']);
});

it('are taken back, and make room', () => {
  for (const photo of ['a', 'b', 'c']) add(photo);
  hotel.act(asked, 'undo', li);
  expect(photos()).toEqual(['a', 'b']);
  add('d');
  expect(photos()).toEqual(['a', 'b', 'd']);
});

it('are for those whose task it is', () => {
  expect(add('a', engineer).refusal?.code).toBe('not-your-task');
});

it('who asks for help is heard by the shift leader, once for each call', () => {
  const call = () => pushesIn(hotel.act(asked, 'comment', li, { note: 'needs-help' }).facts);
  hotel.act(asked, 'accept', li);
  hotel.wait(60_000);
  const mei = { person: 'mei', reason: 'help-wanted', decision: 'now', tasks: [asked.id] };
  expect(call()).toMatchObject([mei]);
  hotel.wait(60_000);
  expect(call()).toMatchObject([mei]);
  expect(pushesIn(hotel.act(asked, 'comment', li, { note: 'needs-part' }).facts)).toEqual([]);
});
