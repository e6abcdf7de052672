// What the API is given: the ports behind every call, and the settings of its listener.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { ShownAuthority } from '../authority/authority-files.ts';
import type { HttpLimits } from '../config/http-limits.ts';
import type { FeedRulesByName } from '../domain/journey/silence.ts';
import type { Property } from '../domain/property.ts';
import type { WarmUpStandard } from '../domain/standard.ts';
import type { ServiceStandard } from '../domain/standards/service-standard.ts';
import type {
  Clock,
  Credentials,
  DeadLetters,
  DeviceConnections,
  DeviceViews,
  Feed,
  History,
  Ledger,
  LiveFacts,
  Metrics,
  PhoneCalls,
  Photos,
  Readiness,
  RecentMessages,
  Records,
} from '../ports.ts';
import type { SignIn } from './authentication/sign-in.ts';
import type { CertificateSource } from './listener/tls-listener.ts';

export interface ApiPorts {
  readonly ledger: Ledger;
  readonly records: Records & Photos & Pick<DeadLetters, 'deadLetters' | 'deadLetterCount'>;
  readonly devices: DeviceViews;
  readonly feed: Feed;
  readonly live: LiveFacts;
  readonly credentials: Credentials;
  /** Shared with every other door that people sign in at. */
  readonly signIn: SignIn;
  readonly history: History;
  readonly connections: DeviceConnections;
  readonly messages: RecentMessages;
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  /** Unset where locked phones are not woken. */
  readonly phoneCalls?: PhoneCalls;
  readonly clock: Clock;
  readonly property: Property;
  /** Those that ship, in their first versions; the default of new ones first. What the store holds goes before them. */
  readonly shippedStandards: readonly WarmUpStandard[];
  readonly shippedServiceStandards: readonly ServiceStandard[];
  /** When a system that should be heard counts as silent. */
  readonly feedRules: FeedRulesByName;
  /** The days of the property's time zone that [from, to) touches, in order, each whole. */
  daysOf(from: number, to: number): readonly LocalDay[];
  /** The day of an instant in the property's zone, `2026-03-29`. */
  dayOf(at: number): string;
}

export interface LocalDay {
  /** `2026-03-29` */
  readonly key: string;
  /** Its first instant, Unix ms. */
  readonly from: number;
  /** The first instant of the next day, Unix ms. */
  readonly to: number;
}

export interface ApiSettings {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Unset: plain HTTP alone. */
  readonly tls?: { readonly port: number; readonly certificate: CertificateSource };
  /** The hub's own certificate authority, for phones to trust; unset where it has none. */
  readonly authority?: () => ShownAuthority | undefined;
  /** How long browsers are held to TLS; 0: not at all. */
  readonly hstsDays: number;
  /** Comma-separated addresses and ranges; unset: those on this machine. */
  readonly trustedProxies?: string;
  readonly limits: HttpLimits;
  /** The built pages; unset serves the API alone. */
  readonly pagesDir?: string;
  /** The event loop stays late: what can come again is told to. Unset: never. */
  readonly isOverloaded?: () => boolean;
  /** The bearer token of this machine's command line. */
  readonly controlToken?: string;
  /** How often a stream shows that it is alive, ms; unset: 5 s. */
  readonly heartbeatMs?: number;
  /** Whose page was not heard for longer does not listen, ms; unset: 15 s. */
  readonly silentAfterMs?: number;
  /** What the hub itself did wrong, with the call in which it did. */
  readonly report: (error: Error, call: string) => void;
}

/** The app as routes see it: typed by the contract's schemas. */
export type ApiApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;
