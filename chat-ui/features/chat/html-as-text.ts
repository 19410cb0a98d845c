import type { Element, Root, RootContent } from "hast";

/**
 * A rehype plugin that turns HTML written in Markdown into the characters it is made of: seen, never run. An
 * answer may quote an article, and articles are data.
 */
export function htmlAsText() {
  return (tree: Root): void => rewrite(tree);
}

function rewrite(parent: Root | Element): void {
  // remark leaves HTML as nodes of type "raw", which the types of plain hast do not know.
  for (const child of parent.children as (RootContent | { type: "raw" })[]) {
    if (child.type === "raw") child.type = "text" as never;
    else if (child.type === "element") rewrite(child);
  }
}
