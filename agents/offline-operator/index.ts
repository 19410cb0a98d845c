export { OfflineOperator } from "./offline-operator.ts";
export { type Routing, routeMessage } from "./route.ts";
