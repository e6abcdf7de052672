// What of a service worker's world the worker uses: the compiler's own list of it does not go together with that of pages.

interface WorkerEvent {
  waitUntil(work: Promise<unknown>): void;
}

interface EventsOfWorker {
  readonly install: WorkerEvent;
  readonly activate: WorkerEvent;
  readonly message: WorkerEvent & { readonly data: readonly string[] };
  readonly fetch: WorkerEvent & { readonly request: Request; respondWith(answer: Promise<Response>): void };
}

export interface WorkerScope {
  readonly location: { readonly origin: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener<Name extends keyof EventsOfWorker>(name: Name, listen: (event: EventsOfWorker[Name]) => void): void;
}
