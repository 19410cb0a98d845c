import { resolve } from "node:path";
import { InvalidInputError } from "#core/model";
import { COMPONENT_NAMES, ComponentName, type Config } from "./config.ts";

/** What `npm start -- …` may say. */
export interface Flags {
  configFile: string | null;
  /** The parts this process runs; null runs all that the configuration names. */
  components: ComponentName[] | null;
}

export const USAGE = `npm start -- [--config=FILE] [--components=NAME,NAME]

  --config=FILE        reads FILE instead of quarterdeck.yaml (or set QUARTERDECK_CONFIG)
  --components=NAMES   runs only these parts: ${COMPONENT_NAMES.join(", ")}
`;

/** Reads the flags. @throws InvalidInputError that names every flag that is wrong */
export function readFlags(args: readonly string[]): Flags {
  const faults: string[] = [];
  const flags: Flags = { configFile: null, components: null };
  for (const arg of args) {
    const [, name, value = ""] = /^--(config|components)=(.+)$/.exec(arg) ?? [];
    if (name === "config") flags.configFile = resolve(value);
    else if (name === "components") flags.components = componentsIn(value, faults);
    else faults.push(`"${arg}" is not a flag`);
  }
  if (faults.length === 0) return flags;
  throw new InvalidInputError({
    what: `The command line cannot be used: ${faults.join("; ")}.`,
    why: "A flag that is not understood could be a part that should not run.",
    fix: `Use --config=FILE and --components=NAME,NAME; the parts are ${COMPONENT_NAMES.join(", ")}.`,
  });
}

function componentsIn(list: string, faults: string[]): ComponentName[] {
  const names: ComponentName[] = [];
  for (const name of list.split(",").map((part) => part.trim())) {
    const known = ComponentName.safeParse(name);
    if (known.success) names.push(known.data);
    else faults.push(`"${name}" is not a component`);
  }
  return names;
}

/** The configuration with only the chosen parts, in the order it starts them. @throws InvalidInputError */
export function withOnly(config: Config, chosen: readonly ComponentName[] | null): Config {
  if (chosen === null) return config;
  const absent = chosen.filter((name) => !config.components.includes(name));
  if (absent.length > 0)
    throw new InvalidInputError({
      what: `The configuration does not name ${absent.join(" and ")}.`,
      why: "A flag chooses among the configured components; it adds none.",
      fix: "Name it under components in quarterdeck.yaml, or leave it out of --components.",
    });
  return { ...config, components: config.components.filter((name) => chosen.includes(name)) };
}
