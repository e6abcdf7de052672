// The broker's sessions, queues and retained messages in hub.db. One batch of changes is one transaction.
import type { BrokerChange, BrokerStorage, StoredSession } from '../../broker/storage.ts';
import type { SqlWrite } from '../ports.ts';
import { createRowWrite } from './row-writes.ts';
import type { StoreDatabase } from './store.ts';

export function createBrokerStorage({ kysely, file }: StoreDatabase): BrokerStorage {
  const retain = createRowWrite(kysely, 'broker_retained', { columns: ['topic', 'payload'], key: ['topic'] });
  const keepSession = createRowWrite(kysely, 'broker_session', {
    columns: ['id', 'owner', 'subscriptions', 'offline_since'],
    key: ['id'],
  });
  const queue = createRowWrite(kysely, 'broker_delivery', {
    columns: ['session', 'position', 'topic', 'payload'],
    key: ['session', 'position'],
  });
  const clearRetained = kysely.deleteFrom('broker_retained').where('topic', '=', '').compile().sql;
  const forgetSession = kysely.deleteFrom('broker_session').where('id', '=', '').compile().sql;
  const unqueue = kysely
    .deleteFrom('broker_delivery')
    .where('session', '=', '')
    .where('position', '=', 0)
    .compile().sql;

  function writeOf(change: BrokerChange): SqlWrite {
    switch (change.type) {
      case 'retain':
        return retain(change.message);
      case 'clear-retained':
        return { sql: clearRetained, parameters: [change.topic] };
      case 'keep-session': {
        const { id, owner, subscriptions, offlineSince } = change.session;
        return keepSession({
          id,
          owner,
          subscriptions: JSON.stringify(subscriptions),
          offline_since: offlineSince ?? null,
        });
      }
      case 'forget-session':
        return { sql: forgetSession, parameters: [change.id] };
      case 'queue': {
        const { session, order, topic, payload } = change.delivery;
        return queue({ session, position: order, topic, payload });
      }
      case 'unqueue':
        return { sql: unqueue, parameters: [change.session, change.order] };
    }
  }

  return {
    async load() {
      const retained = await kysely.selectFrom('broker_retained').selectAll().execute();
      const sessions = await kysely.selectFrom('broker_session').selectAll().execute();
      const deliveries = await kysely.selectFrom('broker_delivery').selectAll().orderBy('position').execute();
      return {
        retained,
        sessions: sessions.map(({ id, owner, subscriptions, offline_since }): StoredSession => {
          const session = { id, owner, subscriptions: JSON.parse(subscriptions) as StoredSession['subscriptions'] };
          return offline_since === null ? session : { ...session, offlineSince: offline_since };
        }),
        deliveries: deliveries.map(({ position, ...delivery }) => ({ ...delivery, order: position })),
      };
    },
    async save(changes) {
      await file.write(changes.map(writeOf));
    },
  };
}
