// What of a service worker's world the worker uses: the compiler's own list of it does not go together with that of pages.

interface WorkerEvent {
  waitUntil(work: Promise<unknown>): void;
}

interface EventsOfWorker {
  readonly install: WorkerEvent;
  readonly activate: WorkerEvent;
  /** What the page was made of, or that its person looks at it. */
  readonly message: WorkerEvent & { readonly data: readonly string[] | { readonly seenAt: number } };
  readonly fetch: WorkerEvent & { readonly request: Request; respondWith(answer: Promise<Response>): void };
  readonly push: WorkerEvent & { readonly data: { json(): unknown } | null };
  readonly notificationclick: WorkerEvent & { readonly notification: Notification };
}

interface OpenPage {
  readonly url: string;
  readonly visibilityState: DocumentVisibilityState;
  focus(): Promise<unknown>;
}

export interface WorkerScope {
  readonly location: { readonly origin: string };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(of: { readonly type: 'window'; readonly includeUncontrolled: true }): Promise<readonly OpenPage[]>;
    openWindow(path: string): Promise<unknown>;
  };
  readonly registration: {
    showNotification(title: string, options: NotificationOptions & { readonly renotify: boolean }): Promise<void>;
    getNotifications(): Promise<readonly (Notification & { /** Unix ms. */ readonly timestamp?: number })[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<Name extends keyof EventsOfWorker>(name: Name, listen: (event: EventsOfWorker[Name]) => void): void;
}
