import type { ChatModels } from "#agents";

/** Models that count how often they are asked, the router's questions included. */
export interface CountedModels {
  models: ChatModels;
  /** Questions since the last reading. */
  take(): number;
}

export function countedModels(models: ChatModels): CountedModels {
  let asked = 0;
  const counter = { handleChatModelStart: () => void asked++ };
  const counted = new WeakSet<object>();
  return {
    models: {
      ...models,
      for(user) {
        const model = models.for(user);
        if (!counted.has(model)) {
          counted.add(model);
          model.callbacks = [counter];
        }
        return model;
      },
    },
    take() {
      const count = asked;
      asked = 0;
      return count;
    },
  };
}
