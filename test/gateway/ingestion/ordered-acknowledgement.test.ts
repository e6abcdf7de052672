import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createOrderedAcknowledgement } from '../../../gateway/ingestion/ordered-acknowledgement.ts';

it('whatever order the commits end in, acknowledgements go out in the order of arrival, none before its commit', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 15 }),
      async (s, count, bad) => {
        const committed = new Set<number>();
        const acknowledged: number[] = [];
        let failures = 0;
        const acknowledgements = createOrderedAcknowledgement({
          limit: 100,
          failed: () => {
            failures += 1;
          },
        });
        for (let n = 0; n < count; n += 1) {
          const commit = s.schedule(Promise.resolve(), `commit ${n}`).then(() => {
            if (n === bad) throw new Error('disk full');
            committed.add(n);
          });
          void acknowledgements.take({
            committed: commit,
            acknowledge: () => {
              expect(committed.has(n)).toBe(true);
              acknowledged.push(n);
            },
          });
        }
        await s.waitIdle();
        await Promise.resolve();
        expect(acknowledged).toEqual(acknowledged.map((_, index) => index));
        expect(failures).toBe(bad < count ? 1 : 0);
        if (bad >= count) expect(acknowledged).toHaveLength(count);
        else expect(acknowledged.length).toBeLessThanOrEqual(bad);
      },
    ),
  );
});

it('takes no more than the limit at once', async () => {
  const acknowledgements = createOrderedAcknowledgement({ limit: 2, failed: () => {} });
  const commits: (() => void)[] = [];
  const take = () =>
    acknowledgements.take({
      committed: new Promise((resolve) => commits.push(resolve)),
      acknowledge: () => {},
    });
  await take();
  let room = false;
  const second = take().then(() => {
    room = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(room).toBe(false);
  commits[0]?.();
  await second;
});
