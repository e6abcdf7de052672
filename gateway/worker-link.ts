// Requests and answers between the main thread and a worker, in order. A worker that dies rejects all that waits for it.
import { type MessagePort, Worker } from 'node:worker_threads';

type Request<T> = { readonly number: number; readonly body: T } | 'close';
type Answer = { readonly number: number } & ({ readonly result: unknown } | { readonly error: unknown });

export interface WorkerLink<Body, Result> {
  request(body: Body): Promise<Result>;
  /** Ends after all earlier requests are answered. */
  close(): Promise<void>;
}

/** @param onEnd called when the thread has ended, asked to or not */
export async function startWorker<Body, Result>(
  file: URL,
  workerData: unknown,
  onEnd: () => void = () => {},
): Promise<WorkerLink<Body, Result>> {
  const worker = new Worker(file, { workerData });
  const waiting = new Map<number, { resolve: (result: Result) => void; reject: (reason: unknown) => void }>();
  let last = 0;
  let ended: Error | undefined;

  const exited = new Promise<void>((resolve) => {
    worker.once('exit', (code) => {
      ended ??= new Error(`the thread of ${file.pathname} has ended (exit code ${code})`);
      for (const { reject } of waiting.values()) reject(ended);
      waiting.clear();
      onEnd();
      resolve();
    });
  });
  const started = new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
    void exited.then(() => reject(ended));
  });
  worker.on('error', (error) => {
    ended ??= error as Error;
  });
  await started;

  worker.on('message', (answer: Answer) => {
    const request = waiting.get(answer.number);
    waiting.delete(answer.number);
    if ('error' in answer) request?.reject(answer.error);
    else request?.resolve(answer.result as Result);
  });

  return {
    request(body) {
      if (ended) return Promise.reject(ended);
      const number = ++last;
      return new Promise((resolve, reject) => {
        waiting.set(number, { resolve, reject });
        worker.postMessage({ number, body } satisfies Request<Body>);
      });
    },
    async close() {
      worker.postMessage('close' satisfies Request<Body>);
      await exited;
    },
  };
}

/** The worker's side: answers each request in turn, and ends on `close`. */
export function answerRequests<Body>(port: MessagePort, answer: (body: Body) => unknown, end: () => void): void {
  let answered: Promise<void> = Promise.resolve();

  async function take(request: Request<Body>): Promise<void> {
    if (request === 'close') {
      end();
      port.close();
      return;
    }
    const { number, body } = request;
    try {
      port.postMessage({ number, result: await answer(body) } satisfies Answer);
    } catch (error) {
      port.postMessage({ number, error } satisfies Answer);
    }
  }

  port.on('message', (request: Request<Body>) => {
    answered = answered.then(() => take(request));
  });
  port.postMessage('ready');
}
