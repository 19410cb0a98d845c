import type { Broker } from "#core/execution/brokers";

/** The same broker with some of its answers changed. */
export const brokerWith = (broker: Broker, changed: Partial<Broker>): Broker => ({
  name: broker.name,
  source: broker.source,
  submit: (cleared) => broker.submit(cleared),
  cancel: (id) => broker.cancel(id),
  cancelAll: () => broker.cancelAll(),
  findOrder: (id) => broker.findOrder(id),
  openOrders: () => broker.openOrders(),
  positions: () => broker.positions(),
  account: () => broker.account(),
  eventsAfter: (cursor) => broker.eventsAfter(cursor),
  subscribe: (listener) => broker.subscribe(listener),
  health: () => broker.health(),
  tick: () => broker.tick(),
  close: () => broker.close(),
  ...changed,
});
