// Pictures of tasks: for whoever may read the task. The hub keeps what paints the picture and nothing else, by its hash, which is
// in the task's history; who looked is in the audit log.
import { createHash } from 'node:crypto';
import { overStates } from '../../domain/task.ts';
import { mostPhotos, photosOf } from '../../domain/tasks/photos.ts';
import { isJustOver } from '../../domain/tasks/task-board.ts';
import { actorOf, submit, unreachable } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { PhotoParams, PhotoQuery, photoLimits } from '../contract/photo.ts';
import { Task, TaskParams } from '../contract/task.ts';
import { given } from '../given.ts';
import { callerOf } from '../guard.ts';
import { readJpeg } from '../photo/jpeg.ts';
import { refuse, refuseField } from '../problem.ts';
import { readableTask } from '../task-visibility.ts';
import { unixMsOrUndefined } from '../wire/instants.ts';
import { wireTask } from '../wire/task.ts';

const tags = ['tasks'];
const jpegType = 'image/jpeg';

export function photoRoutes(app: ApiApp, { records, ledger, clock }: ApiPorts): void {
  app.addContentTypeParser(jpegType, { parseAs: 'buffer', bodyLimit: photoLimits.bytes }, (_request, body, done) =>
    done(null, body),
  );

  app.post(
    '/tasks/:id/photos',
    {
      schema: {
        summary: 'Add a picture to a task, as image/jpeg; the same picture again answers 200 and changes nothing',
        tags,
        params: TaskParams,
        querystring: PhotoQuery,
        response: { 200: Task },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { id } = request.params;
      const task = await readableTask(records, id, caller);
      const bytes = keptOf(request.body);
      const photo = createHash('sha256').update(bytes).digest('hex');
      const photos = photosOf(task);
      if (photos.some((one) => one.id === photo)) return wireTask(task);
      if (photos.length >= mostPhotos) {
        throw refuse(409, `Task ${id} has ${mostPhotos} photos already.`, {
          type: 'beyond-limit',
          task: wireTask(task),
        });
      }
      if (overStates.has(task.state) && !isJustOver(task, clock.now())) {
        throw refuse(409, `Task ${id} is over: it is ${task.state}.`, {
          type: 'not-in-this-state',
          task: wireTask(task),
        });
      }
      await records.putPhoto({ id: photo, at: clock.now(), bytes }).catch((error: unknown) => {
        throw unreachable('store', error);
      });
      const tappedAt = unixMsOrUndefined(request.query.at);
      await submit(ledger, { type: 'add-photo', task: id, photo, by: actorOf(caller), ...given({ tappedAt }) });
      return wireTask(await readableTask(records, id, caller));
    },
  );

  app.get(
    '/tasks/:id/photos/:photo',
    { schema: { summary: 'One picture of a task, as image/jpeg', tags, params: PhotoParams } },
    async (request, reply) => {
      const { id, photo } = request.params;
      const task = await readableTask(records, id, callerOf(request));
      const bytes = photosOf(task).some((one) => one.id === photo) ? await records.photo(photo) : undefined;
      if (bytes === undefined) throw refuse(404, `Task ${id} has no photo ${photo}, or has it no longer.`);
      return reply.type(jpegType).send(Buffer.from(bytes));
    },
  );
}

/** @throws ProblemError where it is no picture that the hub takes. */
function keptOf(body: unknown): Buffer {
  if (!Buffer.isBuffer(body)) throw refuse(415, `expected ${jpegType}`);
  const picture = readJpeg(body);
  if (picture === undefined) throw refuseField('body', 'expected a JPEG');
  const { width, height, bytes } = picture;
  if (Math.max(width, height) > photoLimits.pixels) {
    throw refuseField('body', `expected at most ${photoLimits.pixels} pixels a side, found ${width} × ${height}`);
  }
  return bytes;
}
